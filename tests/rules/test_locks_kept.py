"""Locks: their parts are as they were, or the section is not placed at all."""

import pytest

from engine.domain.requests import Lock
from engine.domain.weeks import Weeks
from engine.refusals import UnknownName
from engine.rules.sections.locks import LocksKept, locked_sections
from tests.rules.tiny import course, meeting, section, timetable, world

TWICE = (meeting(), meeting(number=2, period="P2", teacher="T2"))
BEFORE = timetable(meeting())


def locked(*whats, name="S"):
    """A world in which parts of a section are locked."""
    locks = tuple(Lock(section=name, what=what) for what in whats)
    return world(locks=locks, courses=(course(weeks_allowed=(Weeks("1-2"), Weeks("1"))),))


def found(problem, *rows, before=BEFORE):
    """The breaches of a timetable."""
    return list(LocksKept(before).breaches(timetable(*rows, sections=(section(),)), problem))


CHANGES = {
    "period": {"period": "P2"},
    "weeks": {"weeks": Weeks("1")},
    "room": {"room": "R2"},
    "teacher": {"teacher": "T2"},
}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("what", ["period", "room", "teacher", "all"])
def test_only_what_is_locked_must_stay(what, change):
    """A locked period holds the weeks too."""
    holds = what in ("all", change) or (what, change) == ("period", "weeks")

    breaches = found(locked(what), meeting(**CHANGES[change]))

    assert len(breaches) == holds
    for breach in breaches:
        assert breach.line("zh").startswith("[违反] 锁定的安排被改动：班 S 的")
        assert "is locked to" in breach.line("en")


def test_a_section_that_is_not_placed_breaks_no_lock():
    """Its teacher may be ill."""
    assert found(locked("all")) == []
    assert found(locked("all"), meeting(), before=timetable(sections=(section(),))) == []


def test_several_locks_of_a_section_hold_together():
    """Each teacher keeps his own hour: both hours and both teachers as before is not enough."""
    swapped = (meeting(teacher="T2"), meeting(number=2, period="P2"))
    before = timetable(*TWICE)

    assert found(locked("period", "teacher"), *TWICE[::-1], before=before) == []
    assert len(found(locked("period", "teacher"), *swapped, before=before)) == 1
    assert found(locked("teacher"), *swapped, before=before) == []


def test_a_lock_on_no_section_is_refused():
    """A misspelt lock is named and not taken for none."""
    assert [each.id for each in locked_sections(locked("room"), BEFORE)] == ["S"]
    with pytest.raises(UnknownName, match="S-TYPO"):
        locked_sections(locked("room", name="S-TYPO"), BEFORE)
