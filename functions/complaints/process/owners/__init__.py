"""Who has a case: handed over, moved, stood in for, and who reads along."""
