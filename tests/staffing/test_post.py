"""Posting: the minimums with the fewest new posts, moves and metres, and the proof of what lacks."""

import pytest

from engine.policy.audit import audit
from engine.policy.policy import load_policy
from engine.staffing.post import post
from tests.policy.network_world import district, people, person

PACK = "gongshu_2023_16"


def posting(problem, **readings):
    """Post under the policy, some readings or numbers set otherwise."""
    changed = {key.replace("__", "."): value for key, value in readings.items()}
    return post(problem, load_policy(PACK, changed))


def where(staffing):
    """School by person."""
    return {each.person: each.school for each in staffing.postings}


def test_enough_people_where_they_stand_means_nobody_moves():
    """Three at the branch and one at the point, all standing there."""
    staff = [*people(3, school="SD1"), person("T09", school="SD1a")]

    staffing = posting(district(teachers=staff))

    assert where(staffing) == {"T01": "SD1", "T02": "SD1", "T03": "SD1", "T09": "SD1a"}
    assert (staffing.shortfalls, staffing.moves, staffing.new_posts) == ((), (), 0)


def test_whoever_is_not_needed_stays_and_is_counted():
    """A fourth person at the branch is no move and no loss."""
    staffing = posting(district(points=0, teachers=people(4, school="SD1")))

    assert len(staffing.postings) == 4
    assert staffing.moves == ()


def test_the_nearest_of_equal_people_moves():
    """Of two who may serve the only point, the one with the shorter way from home goes there."""
    staff = [person("T01", "D2"), person("T02", "D1")]
    problem = district([100, 100], teachers=staff)
    schools = tuple(school for school in problem.schools if school.id != "SD2a")

    staffing = posting(
        problem.model_copy(update={"schools": schools}),
        branch_floor__at_least="0",
        rounding="nearest",
    )

    assert where(staffing) == {"T02": "SD1a"}
    way = problem.distance_m(problem.point_of_area("D1"), problem.point_of_area("D1a"))
    assert staffing.moved_m == round(way)


def test_one_who_stands_elsewhere_moves_only_if_that_saves_a_post():
    """The branch of D1 keeps its three; its fourth goes to the point that has nobody."""
    staffing = posting(district(teachers=people(4, school="SD1")))

    (move,) = staffing.moves
    assert (move.from_school, move.to_school) == ("SD1", "SD1a")
    assert staffing.new_posts == 0


def test_sum_passes_but_no_valid_posting_exists():
    """Five people for five places, but two of them are lent to one point only."""
    staff = [
        *people(3),
        person("T04", "D1a", tier="community", serves="community"),
        person("T05", "D1a", tier="community", serves="community"),
    ]
    staffing = posting(district(points=2, teachers=staff))

    assert len(staff) == 3 + 2
    assert staffing.new_posts == 1
    (group,) = staffing.short_groups
    assert (group.places, group.people) == (("SD1", "SD1b"), ("T01", "T02", "T03"))
    assert (group.wanted, group.missing) == (4, 1)


def test_two_points_compete_for_one_manager():
    """The proof names both points and the only person able to serve either."""
    manager = person("M1", "D1", employment="part_time", manager=True, serves="street")

    staffing = posting(
        district([100], points=2, teachers=[manager]),
        branch_floor__at_least="0",
        rounding="nearest",
    )

    assert staffing.new_posts == 1
    assert [(g.places, g.wanted, g.people) for g in staffing.short_groups] == [
        (("SD1a", "SD1b"), 2, ("M1",))
    ]


@pytest.mark.parametrize(
    ("serves", "home", "school", "posted"),
    [
        ("community", "D1a", None, "SD1a"),
        ("community", "D1b", None, "SD1b"),
        ("street", "D2a", None, "SD2a"),
        ("community", "D1", None, None),
        ("community", "D2a", "SD1a", "SD1a"),
    ],
    ids=["own point", "its neighbour", "own street", "no community at home", "stays where he is"],
)
def test_a_person_goes_as_far_as_his_owner_lends_him(serves, home, school, posted):
    """`serves` bounds the schools; where he stands already he may stay."""
    one = person("T1", home, tier=serves, serves=serves, school=school, manager=True,
                 employment="part_time")  # fmt: skip

    staffing = posting(district([100, 100], points=2, teachers=[one]))

    assert where(staffing).get("T1") == posted


def test_part_timers_are_posted_only_as_managers_of_points():
    """No part-timer at a branch, unless (f) lets managers be part-time."""
    staff = [
        person("M1", employment="part_time", manager=True),
        person("P1", employment="part_time"),
        person("V1", employment="volunteer", manager=True),
    ]
    problem = district(points=1, teachers=staff)

    assert set(where(posting(problem)).values()) == {"SD1a"}
    loose = where(posting(problem, branch_managers_full_time="no"))
    assert set(loose) == {"M1", "V1"}
    assert "SD1" in loose.values()


def test_volunteers_may_be_left_out_of_points():
    """Reading (e) set to no leaves the point without its volunteer."""
    problem = district(teachers=[person("V1", employment="volunteer", manager=True)])

    assert where(posting(problem)) == {"V1": "SD1a"}
    assert where(posting(problem, volunteer_managers="no")) == {}


def test_staff_of_points_may_count_for_the_branch():
    """Reading (c): three people are enough for a branch of three with two points of one."""
    problem = district(points=2, teachers=people(3))

    assert posting(problem).new_posts == 2
    together = posting(problem, point_staff_in_street="yes")
    assert together.new_posts == 0
    assert together.shortfalls == ()


def test_a_new_post_at_a_point_serves_the_branch_too():
    """Reading (c): nobody at all means three new posts, not five."""
    staffing = posting(district(points=2), point_staff_in_street="yes")

    assert staffing.new_posts == 3
    assert [(s.rule, s.missing) for s in staffing.shortfalls] == [
        ("P010", 2), ("P012", 3), ("P013", 1), ("P013", 1)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("reading", "new", "at_branch"),
    [("shared", 0, 3), ("separate", 2, 3)],
    ids=["shared", "separate"],
)
def test_district_and_branch_may_be_separate_stocks(reading, new, at_branch):
    """Three full-timers fill the branch; two more are wanted where nobody counts twice."""
    problem = district(points=0, teachers=people(3, school="SD1"), total=40_000)

    staffing = posting(problem, stocks=reading)

    assert staffing.new_posts == new
    assert sum(short.missing for short in staffing.shortfalls) == new
    assert len(staffing.postings) <= at_branch


def test_new_posts_at_schools_fill_the_district_too():
    """Four new people at schools; a district of 120,000 that wants six hires two more."""
    problem = district([30_000], points=1, total=120_000)

    staffing = posting(problem)

    assert {s.rule: s.missing for s in staffing.shortfalls} == {"P010": 6, "P012": 3, "P013": 1}
    assert staffing.new_posts == 6


def test_a_street_without_a_branch_lacks_all_its_staff():
    """Nobody can be posted to a school that is not there; the street's code stands for it."""
    problem = district(points=0, teachers=people(5))
    schools = tuple(school for school in problem.schools if school.id != "SD1")

    staffing = posting(problem.model_copy(update={"schools": schools}))

    assert [(s.school, s.required, s.missing) for s in staffing.shortfalls] == [("D1", 3, 3)]


@pytest.mark.parametrize(
    "readings",
    [
        {},
        {"stocks": "separate"},
        {"point_staff_in_street": "yes"},
        {"volunteer_managers": "no"},
        {"branch_managers_full_time": "no"},
        {"rounding": "nearest"},
    ],
    ids=str,
)
def test_shortfalls_are_what_the_audit_finds(readings):
    """Posting and audit count alike, under every reading."""
    problem = district(
        [41_000, 12_000, 800],
        points=2,
        teachers=[*people(6), person("M1", "D2a", employment="part_time", manager=True, serves="street"),
                  person("V1", "D3b", employment="volunteer", manager=True, serves="community")],
        total=190_000,
    )  # fmt: skip
    policy = load_policy(PACK, readings)

    staffing = post(problem, policy)

    worst: dict[str, float] = {}
    for line in audit(problem, staffing.postings, policy):
        if line.rule in {"P010", "P011", "P012", "P013"} and line.shortfall:
            place = line.organisation.split(" ", maxsplit=1)[0]
            school = place if line.rule in {"P010", "P013"} else f"S{place}"
            worst[school] = max(worst.get(school, 0), line.shortfall)
    assert {short.school: short.missing for short in staffing.shortfalls} == worst


def test_rows_may_come_in_any_order():
    """Turning every table round changes nothing in the answer."""
    problem = district([30_001, 500], points=2, teachers=[*people(5, "D1a"), person("T9", "D2b")])
    turned = problem.model_copy(
        update={t: tuple(reversed(getattr(problem, t))) for t in ("areas", "schools", "teachers")}
    )

    assert posting(problem) == posting(turned)


def test_nobody_to_post_is_an_answer_too():
    """An empty register: everything is missing, nothing fails."""
    staffing = posting(district())

    assert staffing.postings == ()
    assert staffing.new_posts == 4
    assert staffing.lines()[0] == "派驻 0 人，其中调动 0 人，尚需新增 4 人。"
    assert staffing.lines("en")[1] == "D D片 (P010): 2 wanted, 0 posted, 2 missing."
    assert len(staffing.lines()) == len(staffing.lines("en")) == 1 + 3 + 2
