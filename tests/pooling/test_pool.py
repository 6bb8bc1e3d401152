"""Pooling a whole problem: what the rule book says of places and times decides who shares."""

import random

import pytest

from engine.domain.settings import Settings
from engine.domain.timetable import Section
from engine.pooling.pool import pool
from tests.pooling.tiny import course, request, room, teacher, venue, world


def names(pooled):
    """The requests of every section with their learners, by section."""
    return {section.id: dict(section.shares) for section in pooled.sections}


def only_alone(**tables):
    """The one report on learners without a section."""
    (report,) = pool(world(**tables)).alone
    return report


def test_one_request_of_fitting_size_is_one_section():
    """Twelve learners become one section named after their request."""
    assert names(pool(world())) == {"S-Q1": {"Q1": 12}}


def test_neighbours_share_a_room_within_both_walks():
    """Six in A and six in B (723 m away) meet in A."""
    pooled = pool(world(requests=(request("Q1", 6), request("Q2", 6, area="B"))))
    assert names(pooled) == {"S-Q1": {"Q1": 6, "Q2": 6}}
    assert pooled.alone == ()


@pytest.mark.parametrize(
    ("walk", "sections"), [(724, 1), (722, 0)], ids=["just within reach", "a metre too far"]
)
def test_nobody_walks_further_than_asked(walk, sections):
    """B lies 722.9 m from the only venue."""
    pooled = pool(world(requests=(request("Q1", 6), request("Q2", 6, area="B", max_walk_m=walk))))
    assert len(pooled.sections) == sections


def test_other_audiences_and_courses_do_not_share():
    """Six seniors, six youths and six of another course stay alone."""
    requests = (request("Q1", 6), request("Q2", 6, audience="青少年"), request("Q3", 6, course="K"))
    pooled = pool(world(courses=(course(), course("K")), requests=requests))
    assert pooled.sections == ()
    assert {report.apart for report in pooled.alone} == {"no_partner"}


def test_parts_of_a_large_request_are_numbered():
    """Fifty learners at twenty a section open three."""
    pooled = pool(world(requests=(request("Q1", 50),)))
    assert names(pooled) == {"S-Q1-1": {"Q1": 17}, "S-Q1-2": {"Q1": 17}, "S-Q1-3": {"Q1": 16}}


def test_a_part_never_takes_the_name_of_another_request():
    """Q1 in three parts and a request that is itself called Q1-1 get four different names."""
    pooled = pool(world(requests=(request("Q1", 50), request("Q1-1", 19))))
    assert set(names(pooled)) == {"S-Q1-1", "S-Q1-2", "S-Q1-3", "S-Q1-4"}
    assert names(pooled)["S-Q1-1"] == {"Q1-1": 19}


def test_online_courses_need_no_room():
    """Two far communities share a course that may be held online."""
    requests = (request("Q1", 6), request("Q2", 6, area="F"))
    assert pool(world(requests=requests)).sections == ()
    online = course(modes=("onsite", "online"))
    assert names(pool(world(requests=requests, courses=(online,)))) == {"S-Q1": {"Q1": 6, "Q2": 6}}


def test_hybrid_needs_a_screen():
    """A course that is only hybrid opens where the room has a screen."""
    hybrid = (course(modes=("hybrid",)),)
    assert pool(world(courses=hybrid)).sections == ()
    assert pool(world(courses=hybrid, rooms=(room("R1", facilities=("screen",)),))).sections


def test_settings_stand_in_for_empty_class_sizes():
    """Without limits of the course, fewest_learners and most_learners of the settings apply."""
    free = (course(min_learners=None, max_learners=None),)
    settings = Settings(fewest_learners=5, most_learners=6)
    requests = (request("Q1", 4), request("Q2", 12, area="F", max_walk_m=None))
    pooled = pool(world(courses=free, requests=requests, settings=settings))
    assert sum(section.learners for section in pooled.sections) == 16
    assert max(section.learners for section in pooled.sections) == 6


def test_an_empty_class_size_is_no_limit():
    """Without limits of course and settings three learners open a section, and seats limit 50."""
    free = (course(min_learners=None, max_learners=None),)
    small = pool(world(courses=free, requests=(request("Q1", 3),)))
    assert names(small) == {"S-Q1": {"Q1": 3}}
    large = {"courses": free, "requests": (request("Q1", 50),)}
    assert names(pool(world(**large, rooms=(room("R1", seats=60),)))) == {"S-Q1": {"Q1": 50}}
    halves = pool(world(**large, rooms=(room("R1", seats=30),))).sections
    assert [section.learners for section in halves] == [25, 25]


def test_too_few_and_alone_is_reported_with_the_nearest_partner():
    """Six in A and six in F, 8.7 km away, are reported with each other and the way."""
    requests = (request("Q1", 6), request("Q2", 6, area="F", max_walk_m=None))
    first, _ = pool(world(requests=requests, rooms=(room("R1", seats=8),))).alone
    assert (first.request, first.learners, first.reason) == ("Q1", 6, "no_room_in_reach")
    far = only_alone(
        requests=(
            request("Q1", 6),
            request("Q2", 12, area="F", max_walk_m=None),
        ),
        venues=(venue("V"), venue("W", "F")),
        rooms=(
            room("R1"),
            room("R2", "W"),
        ),
        courses=(course(max_learners=12),),
    )
    assert (far.request, far.reason, far.nearest_partner) == ("Q1", "too_few_learners", "Q2")
    assert far.distance_m == 8673
    assert far.apart == "size"


def test_partners_without_a_common_period_are_told_so():
    """One comes on Monday morning only, the other on Tuesday morning only."""
    requests = (
        request("Q1", 6, allowed_periods=("P11",)),
        request("Q2", 6, allowed_periods=("P21",)),
    )
    reports = pool(world(requests=requests)).alone
    assert [report.apart for report in reports] == ["periods", "periods"]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"courses": (course(status="paused"),)}, "course_offered"),
        ({"courses": (course(audience=("青少年",)),)}, "audience_meant"),
        ({"courses": (course(minutes=120),)}, "no_common_period"),
        ({"courses": (course(weeks_allowed=("1-9",)),)}, "weeks_allowed"),
        ({"rooms": (room("R1", seats=9),)}, "no_room_in_reach"),
        ({"venues": (venue("V", free=False),)}, "no_room_in_reach"),
        (
            {"rooms": (room("R1", open_periods=("P11",), club_periods=("P11",)),)},
            "no_room_in_reach",
        ),
    ],
    ids=[
        "not offered",
        "other audience",
        "too long",
        "beyond the term",
        "too small",
        "not free",
        "club hours",
    ],
)
def test_what_the_rules_refuse_is_reported_with_its_reason(change, reason):
    """A request that no section could serve by itself is not hidden in one."""
    report = only_alone(**change)
    assert (report.request, report.learners, report.reason) == ("Q1", 12, reason)


def test_teachers_play_no_part():
    """Sections open whether or not somebody can teach them: that is for timetabling to say."""
    assert pool(world(teachers=())).sections == pool(world(teachers=(teacher("T1"),))).sections


def test_the_order_of_rows_changes_nothing():
    """Thirty requests in any order give the same sections."""
    rng = random.Random(0)
    requests = [
        request(
            f"Q{n:02d}",
            rng.randint(3, 30),
            area=rng.choice("AB"),
            max_walk_m=rng.choice((300, 900)),
        )
        for n in range(30)
    ]
    first = pool(world(requests=tuple(requests)))
    rng.shuffle(requests)
    assert pool(world(requests=tuple(requests))) == first


def test_learners_are_in_a_section_or_reported():
    """Every learner asked for is counted exactly once."""
    rng = random.Random(1)
    requests = tuple(
        request(f"Q{n:02d}", rng.randint(1, 40), area=rng.choice("ABF")) for n in range(40)
    )
    pooled = pool(world(requests=requests))
    held = sum(section.learners for section in pooled.sections)
    assert held + sum(report.learners for report in pooled.alone) == sum(
        r.learners for r in requests
    )
    assert all(10 <= section.learners <= 20 for section in pooled.sections)


def test_an_empty_problem_has_no_sections():
    """No requests, no sections, no refusal."""
    assert pool(world(requests=())).sections == ()


def test_sections_that_are_kept_stay_and_only_the_rest_is_pooled():
    """Of three requests one is kept whole and one in part; new sections take other names."""
    problem = world(requests=(request("Q1", 12), request("Q2", 26), request("Q3", 6)))
    kept = (
        Section(
            id="S-Q2",
            requests=("Q1", "Q2"),
            course=problem.courses[0].id,
            learners=20,
            learners_by_request=(12, 8),
        ),
    )

    pooled = pool(problem, kept=kept)

    assert kept[0] in pooled.sections
    assert names(pooled) == {
        "S-Q2": {"Q1": 12, "Q2": 8},
        "S-Q2-1": {"Q2": 12},
        "S-Q2-2": {"Q2": 6, "Q3": 6},
    }
    assert pooled.alone == ()


def test_nobody_is_pooled_a_second_time_when_a_request_has_shrunk():
    """A kept section holds more than the request still asks for: nothing is left of it."""
    problem = world(requests=(request("Q1", 12),))
    (section,) = pool(world(requests=(request("Q1", 15),))).sections

    assert pool(problem, kept=(section,)).sections == (section,)
