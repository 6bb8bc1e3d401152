"""What each kind of change does to a scenario, and which it refuses."""

import pytest
from pydantic import TypeAdapter

from engine.domain.change import Change
from engine.policy.policy import policy_of
from engine.refusals import BadInput
from engine.sweeps.apply import apply
from engine.sweeps.demand import scaled
from tests.sweeps.worlds_to_sweep import world

ADAPTER = TypeAdapter(Change)


def after(*changes, seed=1):
    """The small world after some changes."""
    return apply(world(), tuple(ADAPTER.validate_python(each) for each in changes), seed)


def test_closed_venue_is_not_confirmed():
    """Only the venue named is taken back."""
    problem = after({"kind": "close_venue", "venue": "V1"})

    assert problem.venue["V1"].confirmed_on is None
    assert problem.venue["V2"] == world().venue["V2"]


def test_opened_venue_lends():
    """A venue of the register is free and confirmed from the term's first day."""
    venue = after({"kind": "open_venue", "venue": "V2"}).venue["V2"]

    assert (venue.free, venue.confirmed_on) == (True, world().term.start)


def test_new_venue_is_like_another_with_its_rooms():
    """Rooms are copied under new ids; the venue stands at the area's point."""
    problem = after({"kind": "open_venue", "venue": "V9", "like": "V1", "area": "D2"})

    assert problem.point_of(problem.venue["V9"]) == problem.point_of_area("D2")
    assert problem.room["V9-V1-1"].venue == "V9"
    assert problem.room["V9-V1-1"].seats == problem.room["V1-1"].seats


def test_new_teachers_are_visibly_not_real():
    """Their ids go on counting over several changes."""
    one = {"kind": "add_teachers", "skill": "舞蹈", "count": 2, "area": "D2"}

    problem = after(one, one)

    new = [teacher for teacher in problem.teachers if teacher.id.startswith("what-if-")]
    assert [teacher.id[-4:] for teacher in new] == ["0001", "0002", "0003", "0004"]
    assert {teacher.skills for teacher in new} == {(("舞蹈", 3),)}
    assert {teacher.area for teacher in new} == {"D2"}


def test_teachers_who_leave_are_drawn_by_the_seed():
    """The same seed draws the same people, and some other seed others."""
    leave = {"kind": "remove_teachers", "skill": "书法", "count": 2}
    drawn = {frozenset(after(leave, seed=seed).teacher) for seed in range(8)}

    assert after(leave, seed=3) == after(leave, seed=3)
    assert len(drawn) > 1
    assert {len(left) for left in drawn} == {3}


def test_a_teacher_who_leaves_takes_his_absences_along():
    """No row points at somebody who is gone."""
    problem = after({"kind": "remove_teachers", "skill": "舞蹈", "count": 1, "area": "D2"})

    assert "T09" not in problem.teacher
    assert problem.unavailable == ()


@pytest.mark.parametrize(
    ("chosen", "learners"),
    [
        ({}, [11, 16, 28]),
        ({"category": "休闲娱乐"}, [10, 16, 28]),
        ({"area": "D2"}, [10, 15, 28]),
        ({"area": "D1", "category": "手工技艺"}, [11, 15, 25]),
    ],
    ids=str,
)
def test_demand_grows_for_the_requests_meant(chosen, learners):
    """Ten percent more, for all or some, right to the nearest learner in all."""
    problem = after({"kind": "scale_demand", "percent": 10.5, **chosen})

    assert [request.learners for request in problem.requests] == learners


def test_demand_of_nobody_is_no_request():
    """All learners gone: the request is gone too."""
    problem = after({"kind": "scale_demand", "percent": -100, "area": "D2"})

    assert list(problem.request) == ["R1", "R2"]


@pytest.mark.parametrize(
    ("counts", "percent", "expected"),
    [
        ([3, 3, 3], 10, [4, 3, 3]),
        ([1] * 10, 50, [2] * 5 + [1] * 5),
        ([5, 10], -10, [5, 9]),
        ([10, 10], 0, [10, 10]),
        ([], 10, []),
    ],
)
def test_scaling_keeps_the_sum_right(counts, percent, expected):
    """Largest remainders are rounded up, the earlier of equal ones first."""
    assert scaled(counts, percent) == expected


def test_walk_limit_is_set_or_lifted():
    """For one area another limit, elsewhere the old one; empty is none."""
    problem = after({"kind": "limit_walk", "metres": 800, "area": "D1"})

    assert [request.max_walk_m for request in problem.requests] == [800, 800, 1500]
    lifted = after({"kind": "limit_walk", "metres": None})
    assert {request.max_walk_m for request in lifted.requests} == {None}


def test_policy_is_read_otherwise():
    """A reading and a number; YAML's bare `yes` means the word."""
    problem = after(
        {"kind": "read_policy", "name": "point_staff_in_street", "value": True},
        {"kind": "read_policy", "name": "branch_floor.at_least", "value": 4},
    )

    policy = policy_of(problem)
    assert policy.reads("point_staff_in_street") == "yes"
    assert policy.branch_floor.at_least == 4


def test_setting_has_another_value():
    """A whole number stays one."""
    settings = after({"kind": "change_setting", "name": "most_learners", "value": 20}).settings

    assert settings.most_learners == 20


@pytest.mark.parametrize(
    ("change", "field", "found"),
    [
        ({"kind": "close_venue", "venue": "V7"}, "venue", "V7"),
        ({"kind": "open_venue", "venue": "V7"}, "venue", "V7"),
        ({"kind": "open_venue", "venue": "V1", "like": "V2", "area": "D1"}, "venue", "V1"),
        ({"kind": "open_venue", "venue": "V9", "like": "V7", "area": "D1"}, "like", "V7"),
        ({"kind": "open_venue", "venue": "V9", "like": "V1"}, "area", ""),
        ({"kind": "add_teachers", "skill": "钢琴", "count": 1, "area": "D1"}, "skill", "钢琴"),
        ({"kind": "add_teachers", "skill": "舞蹈", "count": 1, "area": "D8"}, "area", "D8"),
        ({"kind": "remove_teachers", "skill": "舞蹈", "count": 2}, "count", "2"),
        ({"kind": "remove_teachers", "skill": "舞蹈", "count": 1, "area": "D8"}, "area", "D8"),
        ({"kind": "scale_demand", "percent": 5, "category": "天文"}, "category", "天文"),
        ({"kind": "limit_walk", "metres": 5, "audience": "青少年"}, "audience", "青少年"),
        ({"kind": "read_policy", "name": "height", "value": "1"}, "name", "height"),
        ({"kind": "read_policy", "name": "rounding", "value": "1"}, "value", "1"),
        ({"kind": "change_setting", "name": "height", "value": 1}, "name", "height"),
        ({"kind": "change_setting", "name": "detour_factor", "value": 0.5}, "value", "0.5"),
        ({"kind": "change_setting", "name": "most_learners", "value": 0.5}, "value", "0.5"),
        ({"kind": "change_setting", "name": "detour_factor", "value": 11}, "value", "11"),
        (
            {"kind": "change_setting", "name": "fewest_learners", "value": 1e12},
            "value",
            "1" + "0" * 12 + ".0",
        ),
        ({"kind": "open_venue", "venue": "", "like": "V1", "area": "D1"}, "venue", ""),
        ({"kind": "open_venue", "venue": "a;*", "like": "V1", "area": "D1"}, "venue", "a;*"),
        ({"kind": "open_venue", "venue": "v" * 65, "like": "V1", "area": "D1"}, "venue", "v" * 65),
        ({"kind": "limit_walk", "metres": 1e300}, "metres", "1e+300"),
    ],
    ids=str,
)
def test_a_change_the_scenario_cannot_take_is_refused(change, field, found):
    """The fault names the field and what stands there."""
    with pytest.raises(BadInput) as refused:
        after(change)

    (fault,) = refused.value.faults
    assert (fault.column, fault.found) == (field, found)


def test_learners_do_not_grow_beyond_what_a_request_may_hold():
    """Doubled again and again, they are refused before any memory is full."""
    more = {"kind": "scale_demand", "percent": 1000}

    with pytest.raises(BadInput) as refused:
        after(*[more] * 12)

    assert refused.value.faults[0].column == "percent"


def test_the_least_learners_stay_below_the_most():
    """Each setting is possible, both together are not."""
    with pytest.raises(BadInput):
        after(
            {"kind": "change_setting", "name": "most_learners", "value": 20},
            {"kind": "change_setting", "name": "fewest_learners", "value": 21},
        )
