"""The readings that ask for more than postings: which population, on duty when, whose money."""

import pytest

from engine.domain.people import Unavailable
from engine.policy.audit import audit
from engine.policy.policy import load_policy
from engine.staffing.post import post
from tests.policy.network_world import (
    district,
    money,
    people,
    person,
    population,
    posted,
    with_sessions,
)

PACK = "gongshu_2023_16"


def lines(problem, postings, rule, timetable=None, **readings):
    """The audit's lines of one rule."""
    found = audit(problem, postings, load_policy(PACK, readings), timetable=timetable)
    return [line for line in found if line.rule == rule]


def amounts(found):
    """What the lines require, find and miss."""
    return [(line.required, line.found, line.shortfall) for line in found]


# ---------------------------------------------------------------- (d) which population


@pytest.mark.parametrize(
    ("figure", "residents", "required"),
    [("year_end", 30_001, 4), ("census", 29_999, 3), ("public_security", 40_000, 4)],
)
def test_each_kind_of_figure_is_read_when_it_is_asked_for(figure, residents, required):
    """Three figures of one street, each of which decides when reading (d) names it."""
    figures = [
        population(count, "D1", kind)
        for kind, count in (("year_end", 30_001), ("census", 29_999), ("public_security", 40_000))
    ]
    problem = district([10_000], populations=figures)

    (line,) = lines(problem, (), "P011", population=figure)

    assert line.required == required
    assert f"{residents}人" in line.formula.zh
    assert "公报 2025-12-31" in line.formula.zh
    assert "没有这一口径" not in line.reading.zh


@pytest.mark.parametrize(
    ("on", "residents"), [("2026-09-06", 50_000), ("2026-09-07", 50_000), ("2026-09-08", 40_000)]
)
def test_the_latest_figure_up_to_the_first_day_of_term_is_taken(on, residents):
    """A figure of the first day counts, one of the day after comes too late."""
    figures = [population(50_000, "D1", on=on), population(40_000, "D1", on="2024-12-31")]

    (line,) = lines(district([10_000], populations=figures), (), "P011")

    assert f"{residents}人" in line.formula.zh


def test_without_such_a_figure_the_areas_own_stands_in_and_says_so():
    """A census alone is no year-end figure."""
    problem = district([30_000], populations=[population(50_000, "D1", "census")])

    (line,) = lines(problem, (), "P011")

    assert line.required == 3
    assert "人口数表没有这一口径的数" in line.reading.zh
    assert "no such figure is registered" in line.reading.en


@pytest.mark.parametrize(("scope", "required"), [("district", 3), ("streets", 5)])
def test_district_and_streets_have_figures_of_their_own(scope, required):
    """By reading (h) the district's own figure decides, or the sum of its streets'."""
    figures = [population(60_000), population(50_000, "D1"), population(50_000, "D2")]
    problem = district([10_000, 10_000], populations=figures)

    (line,) = lines(problem, (), "P010", scope=scope)

    assert line.required == required


def test_money_a_head_follows_the_figure():
    """Four yuan for each of those who are counted."""
    problem = district([10_000], budgets=[money(40_000)], populations=[population(10_001)])

    assert amounts(lines(problem, (), "P015"))[0] == (40_004, 40_000, 4)


def test_posting_asks_for_as_many_as_the_audit_does():
    """The street's need is reckoned from the same figure."""
    problem = district([10_000], populations=[population(50_000, "D1")], teachers=people(9))
    policy = load_policy(PACK)

    staffing = post(problem, policy)

    assert amounts(lines(problem, staffing.postings, "P011")) == [(5, 5, 0)]
    assert staffing.shortfalls == ()


# ---------------------------------------------------------------- (i) (j) at the points


@pytest.fixture(name="point")
def world_with_sessions_at_a_point():
    """A point where T1 is posted and T2 teaches; another one without sessions or people."""
    problem = district(points=2, teachers=[person("T1"), person("T2")])
    problem, timetable = with_sessions(problem, ("D1a", "T2"))
    return problem, posted("SD1a", "T1", rule="P013"), timetable


def test_a_person_posted_is_on_duty_unless_something_speaks_against_it(point):
    """Free, not away, teaching nowhere else: both readings find him."""
    problem, postings, timetable = point

    plain = lines(problem, postings, "P013", timetable)
    there = lines(problem, postings, "P013", timetable, point_duty="on_duty")

    assert amounts(plain) == amounts(there) == [(1, 1, 0), (1, 0, 1)]
    assert "上课2次" in there[0].formula.zh
    assert "无人在岗" not in there[0].formula.zh
    assert "须有派驻人员在岗" in there[0].reading.zh
    assert "somebody posted is on duty" in there[0].reading.en


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        ("2026-09-13", "2026-09-13", 1),
        ("2026-09-14", "2026-09-14", 0),
        ("2026-09-15", "2026-09-20", 1),
    ],
)
def test_who_is_away_on_the_day_of_a_session_is_not_on_duty(point, first, last, found):
    """The second session is on Monday, 14 September: a day earlier or later does not matter."""
    problem, postings, timetable = point
    away = Unavailable(kind="teacher", id="T1", from_date=first, to_date=last, reason="")
    problem = problem.model_copy(update={"unavailable": (away,)})

    (line, _) = lines(problem, postings, "P013", timetable, point_duty="on_duty")

    assert (line.found, line.shortfall) == (found, 1 - found)
    assert ("dates:s1/1/2026-09-14" in line.rows) == (found == 0)
    assert ("1次无人在岗" in line.formula.zh) == (found == 0)
    assert amounts(lines(problem, postings, "P013", timetable))[0] == (1, 1, 0)


def test_who_never_comes_at_that_hour_is_not_on_duty(point):
    """His periods do not hold the session's."""
    problem, postings, timetable = point
    teachers = tuple(t.model_copy(update={"available_periods": ()}) for t in problem.teachers)
    problem = problem.model_copy(update={"teachers": teachers})

    (line, _) = lines(problem, postings, "P013", timetable, point_duty="on_duty")

    assert (line.found, line.shortfall) == (0, 1)


@pytest.mark.parametrize(("where", "found"), [("D1a", 1), ("D1b", 0)])
def test_teaching_at_the_point_is_duty_and_teaching_elsewhere_is_not(where, found):
    """T1 is posted at the point and teaches in its community or in the next one."""
    problem = district(points=2, teachers=[person("T1"), person("T2")])
    problem, timetable = with_sessions(problem, ("D1a", "T2"), (where, "T1"))

    line, *_ = lines(
        problem, posted("SD1a", "T1", rule="P013"), "P013", timetable, point_duty="on_duty"
    )

    assert line.found == found


def test_the_emptiest_session_counts():
    """Two are posted; one is away on one day: at least one is always there."""
    problem = district(teachers=people(3))
    problem, timetable = with_sessions(problem, ("D1a", "T03"))
    away = Unavailable(
        kind="teacher", id="T01", from_date="2026-09-14", to_date="2026-09-14", reason=""
    )
    problem = problem.model_copy(update={"unavailable": (away,)})

    (line,) = lines(
        problem, posted("SD1a", "T01", "T02", rule="P013"), "P013", timetable, point_duty="on_duty"
    )

    assert amounts([line]) == [(1, 1, 0)]


def test_a_point_without_sessions_may_be_spared(point):
    """By reading (j) only the point where sessions meet needs anybody."""
    problem, postings, timetable = point

    found = lines(problem, postings, "P013", timetable, points="with_sessions")

    assert amounts(found) == [(1, 1, 0), (0, 0, 0)]
    assert "只要求本学期有课的教学点" in found[1].reading.zh


def test_a_venue_of_another_tier_is_no_teaching_point():
    """A street's own hall in the community does not make sessions at the point."""
    problem = district(teachers=people(1))
    problem, timetable = with_sessions(problem, ("D1a", "T01"), tier="street")

    (line,) = lines(problem, (), "P013", timetable, points="with_sessions")

    assert line.required == 0


@pytest.mark.parametrize("reading", [{"point_duty": "on_duty"}, {"points": "with_sessions"}])
def test_without_a_timetable_the_line_says_that_it_counts_postings(point, reading):
    """Nobody can be on duty at sessions that are not known."""
    problem, postings, _ = point

    found = lines(problem, postings, "P013", **reading)

    assert amounts(found) == [(1, 1, 0), (1, 0, 1)]
    assert all("没有课表" in line.reading.zh for line in found)


# ---------------------------------------------------------------- (k) the money of the term


@pytest.mark.parametrize(
    ("fee", "reading", "missing"),
    [(500, "year", 0), (500.5, "year", 1), (250, "half", 0), (250.5, "half", 1)],
)
def test_the_fees_of_the_term_are_held_against_the_money(fee, reading, missing):
    """Two weekly meetings of two weeks, a thousand yuan a year: exactly enough, and one too much."""
    problem = district(
        [100], teachers=[person("T1", fee=fee), person("T2")], budgets=[money(1_000, 2026)]
    )
    problem, timetable = with_sessions(problem, ("D1a", "T1"), ("D1a", "T2"))

    *_, fees = [
        line
        for line in lines(problem, (), "P015", timetable, plan_money=reading)
        if "课酬" in line.formula.zh
    ]

    assert fees.required == 2 * fee
    assert fees.shortfall == missing


# ---------------------------------------------------------------- P016, P012, P013 at the edge


@pytest.mark.parametrize(
    ("more", "missing", "noted"), [(-1, 1, False), (0, 0, False), (1, 0, True)]
)
def test_eighteen_branches_no_fewer_and_no_more_without_a_word(more, missing, noted):
    """Seventeen are one short; a nineteenth is no shortfall, but the line asks to look."""
    problem = district([1_000] * (18 + more))

    line = lines(problem, (), "P016")[1]

    assert (line.required, line.shortfall) == (18, missing)
    assert ("请核对登记" in line.reading.zh) == noted


@pytest.mark.parametrize(("staff", "missing"), [(2, 1), (3, 0), (4, 0)])
def test_three_at_a_branch(staff, missing):
    """Two are one short of the floor, three suffice."""
    problem = district([12_000], teachers=people(4))

    (line,) = lines(problem, posted("SD1", *(f"T0{n + 1}" for n in range(staff))), "P012")

    assert line.shortfall == missing


@pytest.mark.parametrize(("staff", "missing"), [(0, 1), (1, 0), (2, 0)])
def test_one_at_a_point(staff, missing):
    """Nobody is one short, one suffices."""
    problem = district(teachers=people(2))
    names = [f"T0{n + 1}" for n in range(staff)]

    (line,) = lines(problem, posted("SD1a", *names, rule="P013"), "P013")

    assert line.shortfall == missing


def test_every_reading_that_concerns_a_line_is_printed_on_it(point):
    """The letters of all readings stand on the lines of their rules, and on no others."""
    problem, postings, timetable = point
    policy = load_policy(PACK)

    for line in audit(problem, postings, policy, timetable=timetable):
        letters = {each.letter for each in policy.open_readings.values() if line.rule in each.rules}
        printed = {each for each in "abcdefghijk" if f"({each})" in line.reading.zh}
        assert printed == letters
