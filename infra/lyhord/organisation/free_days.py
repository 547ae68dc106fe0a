"""The days that are no working days in Sweden although they fall on Monday to Friday."""

from collections.abc import Iterable
from datetime import date

from holidays import country_holidays

from lyhord.organisation.schema import FreeDay


def free_days(first_year: int, last_year: int, extra: Iterable[FreeDay] = ()) -> dict[date, str]:
    """Red days, the three eves that no office keeps open, and the municipality's own; weekends left out.

    `public` are the red days by law (lag 1989:253), `de_facto` midsommarafton, julafton and nyårsafton, which
    are treated as Sundays (semesterlagen 3 a §, and in practice by every authority).
    """
    years = range(first_year, last_year + 1)
    sweden = country_holidays("SE", years=years, categories=("public", "de_facto"), language="sv")
    found = {day: name for day, name in sweden.items() if name != "Söndag"}
    found |= {free.day: free.name for free in extra}
    return {day: found[day] for day in sorted(found) if day.weekday() < 5}
