"""How right Lyhörd judges, on mails that say themselves what they are (`make judge`)."""
