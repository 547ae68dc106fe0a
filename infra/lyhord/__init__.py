"""What stands around Lyhörd: the local engine, the operator's command line, build and deploy steps."""


class LyhordError(Exception):
    """Something the operator can mend. Its text is one line: what is wrong, where, and what to do."""
