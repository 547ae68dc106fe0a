"""The mailbox page of the local run: all letters that left, the mails they answer, a hand on the clock."""

from lyhord.engine.mailbox.app import mailbox_app

__all__ = ["mailbox_app"]
