"""A mail that belongs to no case yet: who wrote it, which cases it opens, and what is set aside or listed."""
