"""The fourth lock: law and terms agree on every timetable of a tiny world, rule by rule."""

from datetime import timedelta

import pytest

from engine.rules.axes import axes_of
from engine.rules.book import GUARDS, RULE_BOOK
from engine.rules.goals.fairness import Fairness
from engine.rules.goals.served import Served
from engine.rules.sections.modes import ModeHasRoom
from engine.rules.sections.whole import AllMeetings, OneRun
from engine.rules.times.exceptions import ExceptionsInRun, LostForCause, MostlyHeld
from engine.verification.placed_rows import lay_out
from engine.verification.terms_reading import amounts, refusals
from tests.rules.agreement_worlds import WORLDS
from tests.rules.tiny import every_timetable

EXCEPTIONS = {ExceptionsInRun, LostForCause, MostlyHeld}
# said by the form of a candidate, or by the terms of another rule; tried further below
WITHOUT_TERMS = {*map(type, GUARDS), AllMeetings, OneRun, ModeHasRoom, Fairness, *EXCEPTIONS}
HARD = [rule for rule in RULE_BOOK if rule.goal == "hard" and type(rule) not in WITHOUT_TERMS]
SOFT = [rule for rule in RULE_BOOK if rule.goal != "hard" and type(rule) not in WITHOUT_TERMS]


def timetables(rule):
    """Give the axes, the terms of a rule, and every timetable of its world."""
    problem, sections = WORLDS[rule.name]
    axes = axes_of(problem, sections)
    return axes, list(rule.terms(axes)), every_timetable(problem, *sections)


@pytest.mark.parametrize("rule", HARD, ids=lambda rule: rule.name)
def test_terms_allow_exactly_what_the_law_allows(rule):
    """A timetable is allowed by the terms exactly when the law finds nothing."""
    axes, terms, every = timetables(rule)
    seen = set()

    for timetable in every:
        lawful = not any(rule.breaches(timetable, axes.problem))
        refused = list(refusals(terms, lay_out(timetable, axes)))
        assert lawful == (not refused), (timetable.meetings, refused)
        seen.add(lawful)

    assert seen == {True, False}, "the world must both obey and break the rule"


AHEAD = {"teacher_available", "room_available", "different_days", "same_teacher", "same_room"}


@pytest.mark.parametrize(
    "rule", [each for each in HARD if each.name in AHEAD], ids=lambda r: r.name
)
@pytest.mark.parametrize("days", [0, 1, 7, 8])
def test_they_agree_on_what_lies_ahead_in_a_term_under_way(rule, days):
    """Of placements with a week of which no day is over both judge the dates from that day on."""
    problem, sections = WORLDS[rule.name]
    problem = problem.model_copy(update={"as_of": problem.term.start + timedelta(days)})
    axes = axes_of(problem, sections)
    terms, whole = list(rule.terms(axes)), problem.weeks_ahead.start + bool(days % 7)
    seen = set()

    for timetable in every_timetable(problem, *sections):
        if any(row.weeks.numbers[-1] < whole for row in timetable.meetings):
            continue
        lawful = not any(rule.breaches(timetable, problem))
        refused = list(refusals(terms, lay_out(timetable, axes)))
        assert lawful == (not refused), (timetable.meetings, refused)
        seen.add(lawful)

    assert True in seen


@pytest.mark.parametrize("rule", SOFT, ids=lambda rule: rule.name)
def test_terms_count_exactly_what_the_law_counts(rule):
    """The terms count the same amount as the law, and allow everything."""
    axes, terms, every = timetables(rule)
    seen = set()

    for timetable in every:
        counted = sum(breach.amount for breach in rule.breaches(timetable, axes.problem))
        assert amounts(terms, lay_out(timetable, axes))[rule.goal] == counted, timetable.meetings
        assert not any(refusals(terms, lay_out(timetable, axes)))
        seen.add(counted)

    assert len(seen) > 1, "the world must both obey and break the rule"


def test_the_demand_told_to_a_solver_gives_the_fairness_of_the_law():
    """Fairness has no terms of its own: it follows from those of `served`."""
    axes, terms, every = timetables(Served())
    seen = set()

    for timetable in every:
        worst = sum(breach.amount for breach in Fairness().breaches(timetable, axes.problem))
        assert amounts(terms, lay_out(timetable, axes))["fairness"] == worst
        seen.add(worst)

    assert len(seen) > 1


def test_no_rule_is_left_out():
    """Every rule has a world, or stands among those without terms; and these yield none."""
    assert {rule.name for rule in (*HARD, *SOFT)} == WORLDS.keys()
    for rule in RULE_BOOK:
        if type(rule) in WITHOUT_TERMS:
            assert type(rule).terms is type(rule).__mro__[1].terms
