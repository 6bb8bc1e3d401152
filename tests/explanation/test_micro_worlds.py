"""The bundled micro worlds: bottlenecks planted there are named, and vanish when lifted."""

import re
from pathlib import Path

import pytest

from engine.domain.people import Teacher
from engine.domain.timetable import Timetable
from engine.explanation.explain import explain
from engine.explanation.readiness import check
from engine.files.formats import read_scenario
from engine.pooling.pool import pool
from engine.timetabling.exact.resolve import resolve

CHINESE = re.compile("[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
MICRO = Path(__file__).parents[2] / "scenarios" / "micro"


def explained(problem):
    """The explanation of the exact best timetable."""
    pooled = pool(problem)
    names = [section.id for section in pooled.sections]
    empty = Timetable(sections=pooled.sections, meetings=())
    timetable = resolve(problem, empty, names).timetable
    return explain(problem, timetable, pooled.alone)


def unserved(problem):
    """The rows of unserved demand under the exact best timetable."""
    return explained(problem).unserved


def test_no_dance_teacher_on_tuesdays():
    """The one thing missing is a dance teacher on Tuesday mornings."""
    (row,) = unserved(read_scenario(MICRO / "no_dance_teacher_on_tuesdays"))
    assert (row.request, row.missing.zh) == ("Q1", "周二上午能教舞蹈（2级）的教师")
    assert "teacher_hours" in row.reason
    assert row.verdict == "proved"


def test_a_dance_teacher_on_tuesdays_lifts_the_bottleneck():
    """When the dance teacher comes on Tuesdays too, everybody is served."""
    problem = read_scenario(MICRO / "no_dance_teacher_on_tuesdays")
    teachers = tuple(_always_there(each) for each in problem.teachers)
    assert unserved(problem.model_copy(update={"teachers": teachers})) == ()


def _always_there(teacher: Teacher) -> Teacher:
    return teacher.model_copy(update={"available_periods": ("*",)})


def test_no_computer_room_in_one_street():
    """The one thing missing is a room with computers in the second street."""
    problem = read_scenario(MICRO / "no_computer_room_in_one_street")
    (row,) = unserved(problem)
    assert (row.request, row.missing.zh) == ("Q2", "示例S2有电脑、12座以上的教室")
    assert {"facilities", "learners_walk"} <= set(row.reason)
    assert row.verdict == "proved"


def test_computers_in_that_street_lift_the_bottleneck():
    """When its room has computers, everybody is served."""
    problem = read_scenario(MICRO / "no_computer_room_in_one_street")
    rooms = tuple(each.model_copy(update={"facilities": ("电脑",)}) for each in problem.rooms)
    assert unserved(problem.model_copy(update={"rooms": rooms})) == ()


@pytest.mark.parametrize("world", sorted(path.name for path in MICRO.iterdir() if path.is_dir()))
def test_no_shortage_is_claimed_that_the_best_timetable_disproves(world):
    """What readiness calls a shortage is unserved under the exact best timetable."""
    problem = read_scenario(MICRO / world)
    left = {row.request for row in unserved(problem)}
    findings = [each for each in check(problem).findings if each.severity == "shortage"]
    assert all(left for _ in findings)
    assert {name for each in findings for name in each.rows if each.table == "requests"} <= left


@pytest.mark.parametrize("world", sorted(path.name for path in MICRO.iterdir() if path.is_dir()))
def test_what_is_said_in_english_has_no_chinese_but_names(world):
    """Every text of the explanation, names and the scenario's own words taken out."""
    problem = read_scenario(MICRO / world)
    told = explained(problem)
    said = [text for row in told.unserved for text in (row.missing, row.cheapest_unlock)]
    said += [row.reason for row in told.idle]
    names = {each.name for each in (*problem.areas, *problem.venues, *problem.courses)}
    names |= {each.name for each in (*problem.teachers, *problem.rooms)}
    names |= {course.skill for course in problem.courses}
    names |= {word for course in problem.courses for word in (*course.facilities, *course.audience)}
    left = [text.en for text in said if CHINESE.search(without(text.en, names))]
    assert (left, any(CHINESE.search(text.zh) for text in said)) == ([], bool(said))


def without(text, names):
    """A text with some names taken out of it, the longest first."""
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, "")
    return text
