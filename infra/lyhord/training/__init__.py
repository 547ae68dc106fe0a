"""Learn from the training mails: `make train` makes `learned.bin`, and says what it is worth.

Nothing here runs where mail is judged. Only `fitting` knows the library that learns.
"""
