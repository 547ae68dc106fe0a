"""(Case, what happened, now) → Decision. Every rule of the house is decided here and nowhere else; pure."""
