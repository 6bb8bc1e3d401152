"""What a trial calls proved is true of the whole problem, not only of the cut it looked at."""

import random
from datetime import date

from engine.domain.requests import Lock
from engine.domain.timetable import Timetable
from engine.explanation.cases import cases_of, sections_out
from engine.explanation.standing.survey import survey
from engine.explanation.unlocking.cut import Usable, cut
from engine.explanation.unlocking.trials import Trials
from engine.explanation.unlocking.unlocks import Together
from engine.pooling.pool import pool
from engine.timetabling.exact.resolve import resolve
from engine.timetabling.stopping import never
from engine.verification.score import score
from tests.pooling.tiny import course, request, room, teacher, venue, world


def crowded(seed):
    """A random world of eight requests for two courses with too few teachers and rooms.

    Rooms lack facilities, venues are not confirmed and teachers not lent as often as not.
    """
    rng = random.Random(seed)
    periods = ["P11", "P12", "P21", "P22", "P23", "P31"]
    requests = tuple(
        request(
            f"Q{n}",
            rng.randint(4, 24),
            area=rng.choice("AAB"),
            course=rng.choice("CK"),
            priority=rng.randint(1, 5),
            allowed_periods=tuple(rng.sample(periods, rng.randint(1, 3))),
            max_walk_m=rng.choice((300, 600, 900)),
            group=rng.choice((None, None, "G")),
        )
        for n in range(8)
    )
    teachers = tuple(
        teacher(
            f"T{n}",
            skills=(("舞蹈", 2), ("书法", 2))[: rng.randint(1, 2)],
            available_periods=tuple(rng.sample(periods, 4)),
            max_weekly_meetings=rng.randint(1, 2),
            serves=rng.choice(("street", "district")),
            area=rng.choice("AF"),
        )
        for n in range(2)
    )
    return world(
        requests=requests,
        teachers=teachers,
        courses=(
            course(meetings_per_week=rng.randint(1, 2), same_room=False, modes=_modes(rng)),
            course("K", skill="书法", weeks_allowed=_weeks(rng), facilities=("镜面",)),
        ),
        venues=(venue("V"), venue("W", "B", confirmed_on=rng.choice((None, date(2026, 8, 1))))),
        rooms=(
            room("R1", seats=rng.randint(10, 24), facilities=rng.choice(((), ("镜面",)))),
            room("R2", "W", facilities=("*",)),
        ),
    )


def _modes(rng):
    return rng.choice((("onsite",), ("onsite", "online"), ("hybrid",)))


def _weeks(rng):
    return rng.choice((("1-2",), ("1-2", "3-4")))


def best(problem, sections):
    """The exact best timetable of some sections."""
    empty = Timetable(sections=tuple(sections), meetings=())
    return resolve(problem, empty, [section.id for section in sections])


def proved_unlocks(problem):
    """The kinds of the unlocks that are called proved; each is held against the whole problem."""
    pooled = pool(problem)
    before = best(problem, pooled.sections)
    found = survey(problem, before.timetable.sections)
    trials = Trials(found, before.timetable, 40, never)
    unserved = score(problem, before.timetable).levels["served"]
    proved: set[str] = set()
    for case in cases_of(
        found, before.timetable, sections_out(found, before.timetable), pooled.alone
    ):
        told = trials.cheapest(case)
        if told is not None and told.proved:
            start = trials.start(told.proposal)
            granted = told.unlock.grant(problem)
            after = best(granted, start.sections).timetable
            assert score(granted, after).levels["served"] < unserved
            proved |= kinds(told.unlock)
    return proved


def kinds(unlock):
    """The names of an unlock's parts."""
    parts = unlock.parts if isinstance(unlock, Together) else (unlock,)
    return {type(part).__name__ for part in parts}


def test_a_proved_unlock_serves_more_in_the_whole_problem():
    """The exact best timetable with the unlock granted serves more than the one without."""
    proved = set[str]().union(*(proved_unlocks(crowded(seed)) for seed in range(24)))
    assert proved >= {
        "AllowPeriods", "EquipRoom", "HoldHybrid", "HoldOnline", "JoinRequest", "JoinSection",
        "LendTeacher", "LowerMinimum", "MoreRoom", "MoreTeacher", "RaiseLoad", "ReadyVenue",
        "WidenWalk",
    }  # fmt: skip


def test_a_proved_unlock_moves_nothing_that_is_locked():
    """With every placed section locked, the section alone finds its place among them."""
    proved = 0
    for seed in range(6):
        problem = crowded(seed)
        pooled = pool(problem)
        before = best(problem, pooled.sections).timetable
        locks = tuple(Lock(section=name, what="all") for name in before.placements)
        problem = problem.model_copy(update={"locks": locks})
        found = survey(problem, before.sections)
        trials = Trials(found, before, 12, never)
        for case in cases_of(found, before, sections_out(found, before), pooled.alone):
            told = trials.cheapest(case)
            if told is not None and told.proved:
                start, section = trials.start(told.proposal), told.proposal.section.id
                granted = told.unlock.grant(problem)
                assert section in resolve(granted, start, [section]).timetable.placements
                proved += 1
    assert proved >= 3


def test_a_cut_keeps_whatever_takes_what_may_be_used():
    """Around one section stand the sections in its rooms and with its teachers, and no others."""
    problem = world(
        requests=(request("Q1", 20), request("Q2", 20), request("Q3", 20, area="F")),
        teachers=(teacher("T1"), teacher("T2", area="F", max_distance_m=100)),
        venues=(venue("V"), venue("W", "F")),
        rooms=(room("R1"), room("R2", "W")),
    )
    timetable = best(problem, pool(problem).sections).timetable
    here = next(row for row in timetable.meetings if row.section == "S-Q1")
    usable = Usable(frozenset({here.teacher}), frozenset({"R1"}))
    small, start = cut(problem, timetable, frozenset({"S-Q1"}), usable)
    with_them = {
        row.section for row in timetable.meetings if row.room == "R1" or row.teacher == here.teacher
    }
    assert {section.id for section in start.sections} == with_them
    assert set(start.meetings) == {row for row in timetable.meetings if row.section in with_them}
    assert {each.id for each in small.rooms} == {row.room for row in start.meetings} | {"R1"}
