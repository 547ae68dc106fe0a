"""The municipality's own file: read it, check it, compile it for the functions."""

from lyhord.organisation.compiled import check_file, compile_file
from lyhord.organisation.problems import OrganisationError, Problem

__all__ = ["OrganisationError", "Problem", "check_file", "compile_file"]
