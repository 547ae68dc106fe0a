"""The local run: the deployed template on one machine, with a door for mail, a mailbox and a clock."""
