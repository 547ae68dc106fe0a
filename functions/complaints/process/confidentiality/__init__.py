"""Who may read a case, through which link, and what no mail tells of it."""
