"""The operator's command line."""

from lyhord.cli.main import main

__all__ = ["main"]
