"""Offers for one request: lawful in the eyes of the witness, the best first, never nothing."""

from datetime import timedelta

import pytest

from benchmarks.worlds import World
from engine.domain.timetable import Meeting, Section, Timetable
from engine.matching.asked import Slot, Taken, Wanted
from engine.matching.match import match
from engine.matching.standing import Standing
from engine.repair.differences import in_order
from engine.verification.verify import hard_breaches


@pytest.fixture(scope="module")
def here():
    """Lend a street with its greedy timetable."""
    return World("street")


@pytest.fixture(scope="module")
def standing(here):
    """Lend it as it stands on the day before the term, without deals."""
    return Standing(here.problem, here.by_hand, {})


def wanted(here, number, **changed):
    """Ask once more for what a request of the street asks for, in a smaller class."""
    request = here.problem.requests[number]
    course = here.problem.course[request.course]
    changed = {"learners": max(course.min_learners or 1, 8), "group": None} | changed
    new = request.model_copy(update={"id": "new", **changed})
    return Wanted(new, since=here.problem.term.start - timedelta(days=1))


def placed(here, asked, proposal):
    """Give problem and timetable with a proposal in it."""
    request = asked.request
    section = Section(
        id="new", requests=("new",), course=request.course, learners=request.learners,
        learners_by_request=(request.learners,),
    )  # fmt: skip
    course, term = here.problem.course[request.course], here.problem.term
    weeks = {term.week_of(slot.date) for slot in proposal.slots}
    run = min((each for each in course.weeks_allowed if weeks <= set(each.numbers)), key=fewest)
    meetings = [
        Meeting(
            section="new", meeting=number, period=period, weeks=run, teacher=proposal.teacher,
            room=proposal.room, mode=proposal.told["mode"],
        )
        for number, period in enumerate(sorted({s.period for s in proposal.slots}), start=1)
    ]  # fmt: skip
    old = here.by_hand
    timetable = in_order([*old.sections, section], [*old.meetings, *meetings])
    relaxed = {"allowed_periods": ("*",)} if "periods" in proposal.told["relaxed"] else {}
    relaxed |= {"max_walk_m": None} if "walk" in proposal.told["relaxed"] else {}
    asking = request.model_copy(update=relaxed)
    requests = (*here.problem.requests, asking)
    return here.problem.model_copy(update={"requests": requests}), timetable


def fewest(run):
    """Tell how many weeks a run has."""
    return len(run.numbers)


@pytest.mark.parametrize("number", range(0, 60, 6))
def test_the_witness_finds_nothing_wrong_with_any_offer(here, standing, number):
    """Placed beside the published timetable, every offer breaks no hard rule."""
    asked = wanted(here, number)
    found = match(standing, asked)

    assert found
    for proposal in found:
        problem, timetable = placed(here, asked, proposal)
        assert hard_breaches(problem, timetable) == ()


def test_the_cheapest_way_comes_first(here, standing):
    """Five at most, by the metres that a meeting costs teacher and learners."""
    found = match(standing, wanted(here, 0))
    metres = [proposal.told["metres_a_meeting"] for proposal in found]

    assert len(found) == 5
    assert metres == sorted(metres)


def test_what_deals_have_taken_is_not_offered_but_for_ones_own(here):
    """A live claim shuts its dates; the deal that is being given up does not count."""
    asked = wanted(here, 0)
    first = match(Standing(here.problem, here.by_hand, {}), asked)[0]
    taken = frozenset(Taken("room", first.room, *slot) for slot in first.slots)
    standing = Standing(here.problem, here.by_hand, {"hold": taken})

    others = match(standing, asked)
    assert not any(set(o.slots) & set(first.slots) and o.room == first.room for o in others)
    mine = Wanted(asked.request, asked.since, instead_of="hold")
    assert match(standing, mine)[0] == first
    standing.enter({"hold": frozenset()})
    assert match(standing, asked)[0] == first


def test_where_nothing_fits_it_says_what_has_to_give(here, standing):
    """No hour is allowed that exists: the nearest relaxation, and it is named."""
    found = match(standing, wanted(here, 0, allowed_periods=("never",)))

    assert found
    assert {proposal.told["relaxed"] for proposal in found} == {"periods"}


def test_just_the_dates_that_were_lost(here):
    """With dates wanted, all offers are for these."""
    standing = Standing(here.problem, Timetable(sections=(), meetings=()), {})
    asked = wanted(here, 0)
    first = match(standing, asked)[0]
    dates: tuple[Slot, ...] = first.slots[:2]
    without = frozenset({("teacher", first.teacher)})
    found = match(standing, Wanted(asked.request, asked.since, without, slots=dates))

    assert {proposal.slots for proposal in found} == {dates}
    assert first.teacher not in {proposal.teacher for proposal in found}
