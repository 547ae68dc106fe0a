"""Learn from the training mails: `make train` makes `learned.bin` and `passages.bin`, and says their worth.

Nothing here runs where mail is judged. Only `fitting` knows the library that learns.
"""
