"""Which make-up day carries the meetings of which lost date."""

from datetime import date

import pytest

from engine.domain.calendar import CalendarDay, DayKind, make_up_days

FRIDAY, NEXT_FRIDAY, SATURDAY = date(2026, 10, 2), date(2026, 10, 9), date(2026, 10, 10)


def day(when: date, kind: DayKind, **known: object) -> CalendarDay:
    """A row of the calendar that holds everywhere unless told otherwise."""
    empty = dict.fromkeys(("follows_weekday", "replaces_date", "area", "venue"))
    return CalendarDay.model_validate(
        {"date": when, "kind": kind, "name": "", "confirmed": True, **empty, **known}
    )


def test_a_weekday_stands_for_the_nearest_lost_date_of_it():
    """Of two lost Fridays the nearer one moves to a Saturday that follows Friday."""
    calendar = [
        day(FRIDAY, "holiday"),
        day(NEXT_FRIDAY, "closed"),
        day(SATURDAY, "makeup", follows_weekday=5),
    ]

    assert make_up_days(calendar) == {NEXT_FRIDAY: SATURDAY}


@pytest.mark.parametrize("place", ["area", "venue"])
def test_a_holiday_is_made_up_before_a_place_that_was_closed(place):
    """A nearer Friday on which one place was closed does not take the holiday's make-up day."""
    calendar = [
        day(FRIDAY, "holiday"),
        day(NEXT_FRIDAY, "closed", **{place: "X"}),
        day(SATURDAY, "makeup", follows_weekday=5),
    ]

    assert make_up_days(calendar) == {FRIDAY: SATURDAY}


def test_a_place_that_was_closed_is_made_up_when_nothing_else_is_lost():
    """Without a holiday the closed place's date is the nearest lost one."""
    calendar = [
        day(NEXT_FRIDAY, "closed", venue="X"),
        day(SATURDAY, "makeup", follows_weekday=5),
    ]

    assert make_up_days(calendar) == {NEXT_FRIDAY: SATURDAY}


def test_a_named_date_is_carried_by_the_day_that_names_it():
    """An earlier make-up day that only follows a weekday leaves a date to the one that names it."""
    sunday = date(2026, 10, 4)
    calendar = [
        day(FRIDAY, "holiday"),
        day(NEXT_FRIDAY, "holiday"),
        day(sunday, "makeup", follows_weekday=5),
        day(SATURDAY, "makeup", replaces_date=FRIDAY),
    ]

    assert make_up_days(calendar) == {FRIDAY: SATURDAY, NEXT_FRIDAY: sunday}
