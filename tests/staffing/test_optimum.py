"""Posting against every possible posting of tiny worlds, and against networkx on larger ones."""

import itertools
import random

import networkx as nx
import pytest

from engine.policy.policy import load_policy
from engine.staffing.eligible import best_seat
from engine.staffing.needs import needs_of
from engine.staffing.post import post
from tests.policy.network_world import district, person

PACK = "gongshu_2023_16"
# One person a branch suffices, so that tiny worlds have slack as well as want.
SMALL = {"branch_floor.at_least": "1", "branch_staff.per_10000_residents": "1"}


def random_world(seed, streets, points, count):
    """A district whose people differ in employment, reach and where they stand."""
    draw = random.Random(seed)
    residents = [draw.choice([900, 9_999, 10_001, 20_000]) for _ in range(streets)]
    empty = district(residents, points=points, total=draw.choice([10_000, 60_000]))
    homes = [area.code for area in empty.areas]
    schools = [None, *(school.id for school in empty.schools)]
    staff = [
        person(
            f"T{number:02}",
            draw.choice(homes),
            serves=draw.choice(["community", "street", "district"]),
            employment=draw.choice(["full_time", "full_time", "part_time", "volunteer"]),
            manager=draw.random() < 0.6,
            school=draw.choice(schools),
        )
        for number in range(count)
    ]
    return empty.model_copy(update={"teachers": tuple(staff)})


def every_posting(problem, policy):
    """Every way to give each person one of his seats or none, over all needs."""
    needs = needs_of(problem, policy)
    choices = [
        [None, *((at, seat) for at, need in enumerate(needs) if need.count
                 and (seat := best_seat(problem, policy, teacher, need)))]
        for teacher in problem.teachers
    ]  # fmt: skip
    for chosen in itertools.product(*choices):
        filled = [0] * len(needs)
        for each in chosen:
            if each:
                filled[each[0]] += 1
        yield needs, filled, [each[1] for each in chosen if each]


def best_by_search(problem, policy):
    """Fewest unfilled places, then fewest moves, then fewest metres, over every posting."""
    return min(
        (
            sum(max(0, need.count - got) for need, got in zip(needs, filled, strict=True)),
            sum(seat.moves for seat in seats),
            sum(seat.metres for seat in seats),
        )
        for needs, filled, seats in every_posting(problem, policy)
        if all(got <= need.count for need, got in zip(needs, filled, strict=True))
    )


@pytest.mark.parametrize("seed", range(40))
def test_no_posting_of_a_tiny_world_does_better(seed):
    """Exhaustive search finds the same new places, moves and metres."""
    problem = random_world(seed, streets=1, points=2, count=5)
    readings = {
        "stocks": ("shared", "separate")[seed % 2],
        "point_staff_in_street": ("no", "yes")[seed // 2 % 2],
    }
    policy = load_policy(PACK, SMALL | readings)

    staffing = post(problem, policy)

    missing = sum(group.missing for group in staffing.short_groups)
    assert (missing, len(staffing.moves), staffing.moved_m) == best_by_search(problem, policy)


@pytest.mark.parametrize("seed", range(20))
def test_networkx_finds_the_same_on_larger_worlds(seed):
    """The oracle's max flow of least cost fills as many places with as few moves and metres."""
    problem = random_world(100 + seed, streets=4, points=4, count=18)
    policy = load_policy(PACK, SMALL | {"stocks": ("shared", "separate")[seed % 2]})

    staffing = post(problem, policy)

    unfilled, moves, metres = _by_networkx(problem, policy)
    missing = sum(group.missing for group in staffing.short_groups)
    assert (missing, len(staffing.moves), staffing.moved_m) == (unfilled, moves, metres)


def _by_networkx(problem, policy):
    needs = needs_of(problem, policy)
    graph = nx.DiGraph()
    graph.add_nodes_from(["source", "sink"])
    for at, need in enumerate(needs):
        graph.add_edge(("need", at), "sink", capacity=need.count, weight=0)
    for teacher in problem.teachers:
        graph.add_edge("source", teacher.id, capacity=1, weight=0)
        for at, need in enumerate(needs):
            if seat := best_seat(problem, policy, teacher, need):
                weight = seat.moves * 10**7 + seat.metres
                graph.add_edge(teacher.id, ("need", at), capacity=1, weight=weight)
    flow = nx.max_flow_min_cost(graph, "source", "sink")
    moves, metres = divmod(nx.cost_of_flow(graph, flow), 10**7)
    filled = sum(flow["source"].values())
    return sum(need.count for need in needs) - filled, moves, metres


@pytest.mark.parametrize("seed", range(20))
def test_a_short_group_holds_everyone_who_could_help(seed):
    """The proof by hand: nobody outside a group may fill any of its places."""
    problem = random_world(200 + seed, streets=3, points=3, count=9)
    policy = load_policy(PACK, SMALL)
    needs = {need.place: need for need in needs_of(problem, policy)}

    staffing = post(problem, policy)

    assert bool(staffing.short_groups) == bool(staffing.shortfalls)
    for group in staffing.short_groups:
        able = {
            teacher.id
            for teacher in problem.teachers
            for place in group.places
            if best_seat(problem, policy, teacher, needs[place])
        }
        assert able == set(group.people)
        assert group.wanted == sum(needs[place].count for place in group.places)
        assert group.missing > 0


@pytest.mark.parametrize("seed", range(10))
def test_shuffled_rows_change_nothing(seed):
    """Any order of people, schools and areas gives the same answer."""
    problem = random_world(300 + seed, streets=3, points=3, count=12)
    policy = load_policy(PACK, SMALL)
    draw = random.Random(seed)
    shuffled = problem.model_copy(
        update={
            table: tuple(draw.sample(getattr(problem, table), len(getattr(problem, table))))
            for table in ("areas", "schools", "teachers")
        }
    )

    assert post(shuffled, policy) == post(problem, policy)
