"""Cases → what is read of many of them together: the sheet of the leaders' meeting. It names no person."""
