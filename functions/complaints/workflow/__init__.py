"""The stories that join the rooms, one a file. Each names what it needs as fields and owns no state."""
