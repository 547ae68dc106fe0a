"""Roles are taken apart into what could be taken away, and nothing is lost in between."""

import pytest

from tests.privilege.grants import grants, parts, roles, statements, without

EVERY = [grant for role in roles() for grant in grants(role)]


def allowed(role, some):
    """What statements allow, wherever it stands."""
    found = [grant for n, of in enumerate(some, start=1) for grant in parts(role, n, of)]
    return sorted(str((grant.action, grant.resource, grant.condition)) for grant in found)


@pytest.mark.parametrize("role", roles())
def test_a_role_that_loses_nothing_stays_as_it_is_written(role):
    assert without(None, role) == statements(role)


@pytest.mark.parametrize("taken", EVERY, ids=str)
def test_a_role_loses_what_is_taken_away_and_nothing_else(taken):
    before = allowed(taken.role, statements(taken.role))
    before.remove(str((taken.action, taken.resource, taken.condition)))

    assert allowed(taken.role, without(taken, taken.role)) == before


@pytest.mark.parametrize("role", roles())
def test_another_role_loses_nothing(role):
    assert all(without(taken, role) == statements(role) for taken in EVERY if taken.role != role)


def test_every_grant_has_a_name_of_its_own():
    assert len({str(grant) for grant in EVERY}) == len(EVERY)
