"""The one clock of a case: what is due when, what moves it, and the days that were promised."""
