"""The term's holidays are the announced ones."""

from datetime import date, timedelta

import holidays

from scenarios.generator.calendar import TERM_START, WEEKS, calendar_rows

TERM = [TERM_START + timedelta(days=step) for step in range(7 * WEEKS)]
ANNOUNCED = holidays.country_holidays("CN", years=2026)


def days_of(kind):
    """Give the dates of one kind in the calendar of the bundled worlds."""
    return {row["date"] for row in calendar_rows("330105001", "V0001") if row["kind"] == kind}


def test_the_term_starts_on_a_monday():
    """The first day of the term is a Monday."""
    assert date(2026, 9, 7) == TERM_START
    assert TERM_START.isoweekday() == 1


def test_announced_holidays_are_off():
    """Every announced holiday of the term is one, and only weekends are off besides."""
    announced = {day for day in TERM if day in ANNOUNCED}

    assert announced <= days_of("holiday")
    assert all(day.isoweekday() >= 6 for day in days_of("holiday") - announced)


def test_make_up_days_are_the_announced_working_weekends():
    """The weekend days worked are the announced ones, each for a working day that was lost."""
    worked = {day for day in TERM if day in ANNOUNCED.weekend_workdays}
    replaced = {
        row["date"]: (row["replaces_date"], row["follows_weekday"])
        for row in calendar_rows("330105001", "V0001")
        if row["kind"] == "makeup"
    }

    assert replaced.keys() == worked
    for lost, weekday in replaced.values():
        assert lost in days_of("holiday")
        assert lost.isoweekday() == weekday <= 5
