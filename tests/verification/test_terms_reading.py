"""What is no candidate at all, and a bound whose terms have left the law."""

from itertools import product

import pytest

from engine.domain.weeks import Weeks
from engine.rules.axes import axes_of
from engine.rules.rooms.room_fits import RoomFits
from engine.rules.sections.modes import ModeHasRoom
from engine.rules.sections.whole import AllMeetings, OneRun
from engine.rules.terms import Forbid
from engine.rules.times.allowed import WeeksAllowed
from engine.verification.bound.agreement import disagreements
from engine.verification.placed_rows import malformed_placements
from tests.rules.tiny import course, meeting, request, section, timetable, world

RUNS = (Weeks("1-2"), Weeks("1"))
REASONS = {
    AllMeetings: "not all meetings",
    OneRun: "several runs of weeks",
    ModeHasRoom: "a room and a mode that do not go together",
    WeeksAllowed: "weeks of no course",
}


@pytest.mark.parametrize(("rule", "reason"), REASONS.items(), ids=lambda each: str(each)[-20:])
def test_the_form_of_a_candidate_is_what_the_laws_say_of_it(rule, reason):
    """A rule without terms is broken exactly when a placement is malformed for that reason."""
    problem = world(courses=(course(meetings_per_week=2, weeks_allowed=RUNS),))
    axes = axes_of(problem, (section(),))
    rows = [
        meeting(number=number, period="P1", weeks=run, mode=mode, room=where)
        for number, run, mode, where in product(
            (1, 2, 3), (*RUNS, Weeks("2")), ("onsite", "online"), ("R", None)
        )
    ]
    seen = set()

    for chosen in [*product(rows), *product(rows, rows)]:
        placed = timetable(*chosen, sections=(section(),))
        broken = any(rule().breaches(placed, problem))
        assert broken == (("S", reason) in malformed_placements(placed, axes)), chosen
        seen.add(broken)

    assert seen == {True, False}


def test_law_and_terms_agree_on_the_sample():
    """As they stand, no rule is torn."""
    problem = world(requests=(request(learners=9), request("Q2")))
    sections = (section("S1", Q=9), section("S2", Q2=5))
    placed = timetable(meeting("S1"), meeting("S2", period="P2"), sections=sections)

    assert list(disagreements(placed, axes_of(problem, sections))) == []


def test_law_and_terms_agree_where_there_is_no_room_at_all():
    """Everything is held online; nothing is drawn that would be no placement."""
    problem = world(
        courses=(course(modes=("online",)),),
        requests=(request(learners=9),),
        rooms=(),
        venues=(),
    )
    sections = (section("S1", Q=9),)
    placed = timetable(meeting("S1", room=None, mode="online"), sections=sections)

    assert list(disagreements(placed, axes_of(problem, sections))) == []


def test_terms_that_left_the_law_are_named(monkeypatch):
    """A rule whose terms forbid another thing than its law is found on the sample."""
    problem = world(requests=(request(learners=9),))
    sections = (section("S1", Q=9),)
    placed = timetable(meeting("S1"), sections=sections)

    def wrong(_, axes):
        yield from (Forbid(term.axes, ~term.where) for term in honest(RoomFits(), axes))

    honest = RoomFits.terms
    monkeypatch.setattr(RoomFits, "terms", wrong)

    found = list(disagreements(placed, axes_of(problem, sections)))

    assert found
    assert {"Law and terms of room_fits judge S1 differently."} == {each.en for each in found}
