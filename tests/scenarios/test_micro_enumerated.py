"""The result each micro world announces is the best that trying every timetable finds."""

from itertools import combinations, product

import pytest

from engine.domain.timetable import Meeting, Timetable
from engine.files.formats import read_scenario
from engine.pooling.pool import pool
from engine.rules.book import RULE_BOOK
from scenarios.generator.micro import FOLDER, WORLDS

HARD = [rule for rule in RULE_BOOK if rule.goal == "hard"]


@pytest.mark.parametrize("world", WORLDS, ids=[world.name for world in WORLDS])
def test_no_timetable_serves_more_than_announced(world):
    """Priority-learners not served by the best lawful timetable, found by trying them all."""
    problem = read_scenario(FOLDER / world.name)
    sections = pool(problem).sections
    choices = [[(), *lawful_placements(problem, sections, each)] for each in sections]
    wanted = sum(request.priority * request.learners for request in problem.requests)

    best = max(
        worth(problem, sections, chosen)
        for chosen in product(*choices)
        if is_lawful(problem, sections, sum(chosen, ()))
    )

    assert wanted - best == world.unserved


def lawful_placements(problem, sections, section):
    """Give every way to hold one section that breaks no rule by itself."""
    course = problem.course[section.course]
    times = combinations(sorted(problem.period), course.meetings_per_week)
    for periods, weeks, mode in product(times, course.weeks_allowed, course.modes):
        rooms = [None] if mode == "online" else sorted(problem.room)
        with_whom = product(sorted(problem.teacher), repeat=len(periods))
        for teachers, places in product(with_whom, list(product(rooms, repeat=len(periods)))):
            meetings = tuple(
                Meeting(
                    section=section.id,
                    meeting=number,
                    period=period,
                    weeks=weeks,
                    teacher=teacher,
                    room=room,
                    mode=mode,
                )
                for number, (period, teacher, room) in enumerate(
                    zip(periods, teachers, places, strict=True), start=1
                )
            )
            if is_lawful(problem, sections, meetings):
                yield meetings


def is_lawful(problem, sections, meetings):
    """Ask the law of every hard rule."""
    timetable = Timetable(sections=sections, meetings=meetings)
    return not any(breach for rule in HARD for breach in rule.breaches(timetable, problem))


def worth(problem, sections, chosen):
    """Add up priority x learners of the sections placed."""
    return sum(
        problem.request[request].priority * learners
        for section, meetings in zip(sections, chosen, strict=True)
        if meetings
        for request, learners in section.shares
    )
