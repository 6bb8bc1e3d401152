"""The parts of a problem leave out nothing that a rule allows."""

import pytest

from engine.pooling.pool import pool
from engine.rules.axes import axes_of
from engine.rules.parts import parts_of
from engine.timetabling.statement import state
from tests.timetabling.twins import twin_town


@pytest.fixture(scope="module")
def town():
    """The town and its sections."""
    problem = twin_town()
    return problem, pool(problem).sections


@pytest.fixture(scope="module")
def parts(town):
    """The town in parts."""
    return parts_of(*town)


def lists(statement):
    """What each section could use, by name."""
    frame, world, found = statement.frame, statement.world, {}
    things = [*frame.rooms, "online", *frame.teachers]
    for at, name in enumerate(frame.sections):
        begin, end = world.section[at, 7], world.section[at, 8]
        rooms = [int(entry) for entry in world.entry[begin:end]]
        begin, end = world.section[at, 9], world.section[at, 10]
        people = [int(entry) - frame.first_teacher for entry in world.entry[begin:end]]
        found[name] = {
            (frame.teachers[person], things[room])
            for person in people
            for room in rooms
            if statement.travel.pair[person, room] < 1e14
        }
    return found


def test_every_request_and_every_section_is_in_one_part(town, parts):
    """Nothing is lost and nothing is there twice."""
    problem, sections = town
    assert len(parts) == 2
    requests = [each.id for part in parts for each in part.problem.requests]
    assert sorted(requests) == sorted(each.id for each in problem.requests)
    names = [section.id for part in parts for section in part.sections]
    assert sorted(names) == sorted(section.id for section in sections)
    for part in parts:
        held = {name for section in part.sections for name in section.requests}
        assert held <= part.problem.request.keys()


def test_a_part_has_all_that_its_sections_could_use_in_the_whole(town, parts):
    """Each section has the pairs of teacher and room that it has in the whole."""
    whole = lists(state(*town))
    for part in parts:
        for name, mine in lists(state(part.problem, part.sections)).items():
            assert mine == whole[name]


def test_parts_share_rooms_and_teachers(parts):
    """The town is one in which districts share, else the other tests would show little."""
    one, other = ({room.id for room in part.problem.rooms} for part in parts)
    assert one & other
    one, other = ({each.id for each in part.problem.teachers} for part in parts)
    assert one & other


def test_the_order_of_rows_changes_no_part(town, parts):
    """Parts do not depend on the order of rows."""
    problem, sections = town
    turned = problem.model_copy(update={"requests": problem.requests[::-1]})
    again = parts_of(turned, sections[::-1])
    for part, other in zip(parts, again, strict=True):
        assert {each.id for each in part.sections} == {each.id for each in other.sections}


def test_a_part_counts_the_weeks_of_the_whole(town, parts):
    """Prices of parts are prices of the same weeks."""
    whole = axes_of(*town)
    for part in parts:
        assert part.axes(whole).atoms == whole.atoms
