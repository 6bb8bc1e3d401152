"""The audit at the edges of its numbers, and readings that change their own lines only."""

import pytest

from engine.domain.courses import Course
from engine.domain.requests import Request
from engine.domain.timetable import Meeting, Section, Timetable
from engine.domain.weeks import Weeks
from engine.policy.audit import audit
from engine.policy.policy import load_policy
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


def lines(problem, postings=(), rule=None, organisation=None, **readings):
    """The audit's lines of one rule, perhaps of one organisation (by its code)."""
    policy = load_policy(PACK, {key.replace("__", "."): value for key, value in readings.items()})
    return [
        line
        for line in audit(problem, postings, policy)
        if rule in (None, line.rule)
        and organisation in (None, line.organisation.split(" ", maxsplit=1)[0])
    ]


def amounts(found):
    """What the lines require, find and miss."""
    return [(line.required, line.found, line.shortfall) for line in found]


@pytest.mark.parametrize(
    ("residents", "reading", "required"),
    [
        (29_999, "up", 3),
        (30_000, "up", 3),
        (30_001, "up", 4),
        (29_999, "nearest", 3),
        (30_001, "nearest", 3),
        (35_000, "nearest", 4),
        (30_001, "none", 3.0001),
    ],
)
def test_branch_staff_at_the_edge_of_a_ten_thousand(residents, reading, required):
    """One person more from the first resident above 30,000 when rounding up."""
    (line,) = lines(district([residents]), rule="P011", rounding=reading)

    assert line.required == required


def test_unrounded_shortfall_is_exact():
    """3.0001 people wanted and 3 found is 0.0001 missing, not a float's neighbour."""
    problem = district([30_001], teachers=people(3))

    (line,) = lines(problem, posted("SD1", "T01", "T02", "T03"), "P011", rounding="none")

    assert amounts([line]) == [(3.0001, 3.0, 0.0001)]


@pytest.mark.parametrize(("residents", "required"), [(1_120_985, 57), (20_000, 1), (20_001, 2)])
def test_district_needs_half_a_person_for_ten_thousand(residents, required):
    """The worked example of the checklist, and the edge."""
    (line,) = lines(district(total=residents), rule="P010")

    assert line.required == required


def test_small_street_needs_three_all_the_same():
    """The floor stands beside the ratio, each on its own line."""
    problem = district([12_000], teachers=people(2))
    postings = posted("SD1", "T01", "T02")

    assert amounts(lines(problem, postings, "P011")) == [(2, 2, 0)]
    assert amounts(lines(problem, postings, "P012")) == [(3, 2, 1)]


@pytest.mark.parametrize(("floor", "missing"), [(499.9, 0.1), (500.0, 0.0), (500.1, 0.0)])
def test_premises_at_the_edge(floor, missing):
    """500 m2 suffices; a tenth below is a tenth missing, exactly."""
    (line,) = lines(district(floor_m2=floor), rule="P014")

    assert amounts([line]) == [(500, floor, missing)]


@pytest.mark.parametrize(("a_head", "missing"), [(3.99, 100), (4.0, 0), (4.01, 0)])
def test_money_at_the_edge(a_head, missing):
    """Four yuan a head suffice."""
    problem = district([10_000], budgets=[money(a_head * 10_000)])

    enough, _ = lines(problem, rule="P015")

    assert amounts([enough]) == [(40_000, a_head * 10_000, missing)]


def test_money_may_not_fall():
    """This year is held against last year, and nothing else."""
    problem = district([1_000], budgets=[money(9_000, 2024), money(5_000, 2025), money(4_999.5)])

    enough, not_less = lines(problem, rule="P015")

    assert amounts([enough, not_less]) == [(4_000, 4_999.5, 0), (5_000, 4_999.5, 0.5)]


def test_money_of_all_years_ends_with_this_one():
    """Reading (g): what is registered for later years does not count yet."""
    budgets = [money(1_000, 2025), money(2_000), money(9_000, 2027)]

    enough, _ = lines(district([1_000], budgets=budgets), rule="P015", funding_period="total")

    assert amounts([enough]) == [(4_000, 3_000, 1_000)]


def test_without_last_year_there_is_nothing_to_compare():
    """The line says so instead of finding fault."""
    _, not_less = lines(district([1_000], budgets=[money(4_000)]), rule="P015")

    assert not_less.shortfall == 0
    assert "未登记2025年经费" in not_less.reading.zh


def test_district_without_rows_of_its_own_has_those_of_its_streets():
    """Streets are audited by their own rows, the district by their sum."""
    budgets = [money(4_000, area="D1"), money(7_999, area="D2")]
    problem = district([1_000, 2_000], budgets=budgets)

    found = [line for line in lines(problem, rule="P015") if "逐步" not in line.formula.zh]

    assert amounts(found) == [(12_000, 11_999, 1), (4_000, 4_000, 0), (8_000, 7_999, 1)]


def test_money_a_head_is_never_shown_as_more_than_it_is():
    """3.999 yuan read as 3.99, not as 4.00."""
    enough, _ = lines(district([1_000], budgets=[money(3_999)]), rule="P015")

    assert "实有3.99元/人" in enough.formula.zh


def test_a_person_posted_twice_counts_once():
    """The first branch by id has him; the second misses him."""
    problem = district([10_000, 10_000], teachers=people(1))
    postings = posted("SD2", "T01") + posted("SD1", "T01")

    assert [line.found for line in lines(problem, postings, "P011")] == [1, 0]


def test_a_person_at_a_branch_does_not_staff_a_point_too():
    """By default branch and point are separate; read together he counts for both."""
    problem = district(teachers=people(1))
    postings = posted("SD1", "T01") + posted("SD1a", "T01", rule="P013")

    apart = [lines(problem, postings, rule)[0].found for rule in ("P011", "P013")]
    together = [
        lines(problem, postings, rule, point_staff_in_street="yes")[0].found
        for rule in ("P011", "P013")
    ]

    assert (apart, together) == ([1, 0], [1, 1])


def test_only_those_who_satisfy_the_rule_are_counted():
    """Part-timers, strangers and unknown schools count nowhere; a managing part-timer at a point."""
    problem = district(
        teachers=[
            person("T1", employment="part_time"),
            person("T2", employment="part_time", manager=True),
        ]
    )
    postings = [
        *posted("SD1", "T1", "T2", "nobody"),
        *posted("SD1a", "T1", "T2", rule="P013"),
        *posted("nowhere", "T2"),
    ]

    assert lines(problem, postings, "P011")[0].found == 0
    assert lines(problem, postings, "P013")[0].rows == ("schools:SD1a", "postings:T2")


def test_volunteer_who_manages_a_point_is_flagged():
    """Reading (e): counted by default, with a flag; not counted when set so."""
    problem = district(teachers=[person("T1", employment="volunteer", manager=True)])
    postings = posted("SD1a", "T1", rule="P013")

    (counted,) = lines(problem, postings, "P013")
    (refused,) = lines(problem, postings, "P013", volunteer_managers="no")

    assert (counted.found, refused.found) == (1, 0)
    assert "其中志愿者1人" in counted.reading.zh


def test_district_staff_is_told_both_ways():
    """Whichever way (b) is read, the line says what the other way would find."""
    problem = district(teachers=people(4), total=60_000)
    postings = posted("SD1", "T01", "T02")

    (shared,) = lines(problem, postings, "P010")
    (separate,) = lines(problem, postings, "P010", stocks="separate")

    assert amounts([shared, separate]) == [(3, 4, 0), (3, 2, 1)]
    told = "两种读法：可同时计入时实有4、缺0；不重复计时实有2、缺1"
    assert told in shared.reading.zh
    assert told in separate.reading.zh


def test_structure_misses_branches_until_read_by_streets():
    """The text names 18; a part of the district is read by the streets it has."""
    problem = district([10_000, 10_000])
    schools = tuple(school for school in problem.schools if school.id != "SD2")
    problem = problem.model_copy(update={"schools": schools})

    as_named = amounts(lines(problem, rule="P016"))
    by_streets = amounts(lines(problem, rule="P016", scope="streets"))

    assert as_named == [(1, 1, 0), (18, 1, 17), (1, 2, 0), (1, 1, 0), (1, 0, 1)]
    assert by_streets[1] == (2, 1, 1)


def test_a_part_of_a_district_answers_for_its_own_residents():
    """One street of a large district: staff for the street's residents, not for all."""
    problem = district([30_000], total=1_120_985)

    (whole,) = lines(problem, rule="P010")
    (part,) = lines(problem, rule="P010", scope="streets")

    assert (whole.required, part.required) == (57, 2)


def test_registers_want_every_tier():
    """Six registers of three tiers; here only district teachers are known."""
    (line,) = lines(district(teachers=people(2)), rule="P018")

    assert amounts([line]) == [(6, 1, 5)]
    assert line.formula.zh == "师资库 区2/街道0/社区0；场地库 区0/街道0/社区0"


def test_exactly_half_is_not_the_main_body():
    """Two of four part-timers or volunteers are one short of a majority."""
    problem = district(
        teachers=[
            *people(2),
            person("P1", employment="part_time"),
            person("V1", employment="volunteer"),
        ]
    )

    found = [
        line for line in lines(problem, rule="P134", organisation="D1") if "占" in line.formula.zh
    ]

    assert amounts(found) == [(3, 2, 1)]
    assert "专职 2 (50.0%), 兼职 1 (25.0%), 志愿者 1 (25.0%)" in found[0].formula.zh


def test_meetings_are_weighed_by_their_weeks(taught):
    """A meeting of two weeks counts twice, for its street and the district."""
    problem, timetable = taught

    found = audit(problem, (), load_policy(PACK), timetable=timetable)

    of_meetings = [line for line in found if line.unit.zh == "课次"]
    assert amounts(of_meetings) == [(2, 2, 0), (2, 2, 0)]


@pytest.fixture
def taught():
    """One section taught by a full-timer for one week and one by a volunteer for two."""
    problem = district(teachers=[person("F"), person("V", employment="volunteer")])
    course = Course(
        id="C", name="书法", category="手工技艺", skill="书法", level=1, audience=("*",),
        modes=("online",), facilities=(), minutes=90, meetings_per_week=1,
        weeks_allowed=(Weeks("1-2"), Weeks("1")), min_learners=None, max_learners=None,
        same_teacher=True, same_room=True, price=0, status="offered",
    )  # fmt: skip
    request = Request(
        id="R", area="D1a", course="C", learners=10, priority=1, audience="居民",
        allowed_periods=("*",), preferred_periods=(), max_walk_m=None, group=None,
    )  # fmt: skip
    problem = problem.model_copy(update={"courses": (course,), "requests": (request,)})
    sections = tuple(
        Section(id=ident, requests=("R",), course="C", learners=5, learners_by_request=(5,))
        for ident in ("s1", "s2")
    )
    meetings = tuple(
        Meeting(section=section, meeting=1, period="p1", weeks=Weeks(weeks), teacher=teacher,
                room=None, mode="online")
        for section, teacher, weeks in (("s1", "F", "1"), ("s2", "V", "1-2"))
    )  # fmt: skip
    return problem, Timetable(sections=sections, meetings=meetings)


def _world_where_everything_matters():
    """Fractions of a person, a volunteer at a point, a manager at a branch, three years of money.

    A census that counted fewer, a point without sessions, one whose person teaches elsewhere.
    """
    problem = district(
        [30_001, 12_345],
        points=2,
        teachers=[
            *people(5),
            person("M1", employment="part_time", manager=True),
            person("V1", employment="volunteer", manager=True),
        ],
        budgets=[money(80_000, 2024), money(150_000, 2025), money(160_000)],
        populations=[population(20_000, "D1", "census")],
    )
    postings = [
        *posted("SD1", "T01", "T02", "M1"),
        *posted("SD1a", "T03", rule="P013"),
        *posted("SD1b", "V1", rule="P013"),
    ]
    problem, timetable = with_sessions(problem, ("D1a", "T05"), ("D2a", "T03"))
    return problem, postings, timetable


@pytest.mark.parametrize(
    ("reading", "value", "rules"),
    [
        ("rounding", "nearest", {"P010", "P011"}),
        ("rounding", "none", {"P010", "P011"}),
        ("stocks", "separate", {"P010"}),
        ("point_staff_in_street", "yes", {"P011", "P012"}),
        ("population", "census", {"P010", "P011", "P015"}),
        ("point_duty", "on_duty", {"P013"}),
        ("points", "with_sessions", {"P013"}),
        ("plan_money", "half", {"P015"}),
        ("volunteer_managers", "no", {"P013"}),
        ("branch_managers_full_time", "no", {"P011", "P012"}),
        ("funding_period", "total", {"P015"}),
        ("scope", "streets", {"P010", "P016"}),
        ("branch_floor.at_least", "4", {"P012"}),
        ("premises.at_least_m2", "600", {"P014"}),
    ],
)
def test_a_reading_changes_its_own_lines_only(reading, value, rules):
    """Line by line: every line of other rules is the same, and some line of its own is not."""
    problem, postings, timetable = _world_where_everything_matters()
    before = audit(problem, postings, load_policy(PACK), timetable=timetable)
    after = audit(problem, postings, load_policy(PACK, {reading: value}), timetable=timetable)

    assert len(before) == len(after)
    changed = {old.rule for old, new in zip(before, after, strict=True) if old != new}
    assert changed == rules


def test_own_lines_are_those_the_pack_names():
    """The pack's list of rules under each reading is what the test above found."""
    readings = load_policy(PACK).open_readings

    assert {name: set(reading.rules) for name, reading in readings.items()} == {
        "rounding": {"P010", "P011"},
        "stocks": {"P010"},
        "point_staff_in_street": {"P011", "P012"},
        "population": {"P010", "P011", "P015"},
        "point_duty": {"P013"},
        "points": {"P013"},
        "plan_money": {"P015"},
        "volunteer_managers": {"P013"},
        "branch_managers_full_time": {"P011", "P012"},
        "funding_period": {"P015"},
        "scope": {"P010", "P016"},
    }


def test_readings_change_amounts_not_only_words():
    """Each reading that has a number to change does change it."""
    problem, postings, timetable = _world_where_everything_matters()

    def all_amounts(**readings):
        return amounts(audit(problem, postings, load_policy(PACK, readings), timetable=timetable))

    plain = all_amounts()
    for changed in (
        {"rounding": "none"},
        {"population": "census"},
        {"point_duty": "on_duty"},
        {"points": "with_sessions"},
        {"plan_money": "half"},
        {"stocks": "separate"},
        {"point_staff_in_street": "yes"},
        {"volunteer_managers": "no"},
        {"branch_managers_full_time": "no"},
        {"funding_period": "total"},
        {"scope": "streets"},
    ):
        assert all_amounts(**changed) != plain


def test_every_line_carries_its_source():
    """Phrase, section with the policy's number, reading or formula, and rows."""
    problem, postings, timetable = _world_where_everything_matters()

    for line in audit(problem, postings, load_policy(PACK), timetable=timetable):
        assert line.where.startswith("拱政发〔2023〕16号§")
        for said in (line.phrase, line.unit, line.formula):
            assert said.zh
            assert said.en
            assert said.zh != said.en
        assert line.shortfall == pytest.approx(max(0, line.required - line.found))


def test_a_term_before_the_policy_is_for_reference():
    """The pack is in force from 2023-05-12; earlier terms are audited with a warning."""
    problem = district()
    early = problem.term.model_copy(update={"start": problem.term.start.replace(2022, 9, 5)})

    found = lines(problem.model_copy(update={"term": early}))

    assert all("学期早于施行日2023-05-12，仅供参考" in line.reading.zh for line in found)


def test_order_of_rows_changes_nothing():
    """Rows of every table may stand in any order."""
    problem, postings, _ = _world_where_everything_matters()
    turned = problem.model_copy(
        update={
            table: tuple(reversed(getattr(problem, table)))
            for table in ("areas", "schools", "teachers", "budgets", "populations")
        }
    )

    assert lines(problem, postings) == lines(turned, tuple(reversed(postings)))


def test_what_a_line_says_is_kept_in_both_languages():
    """The reading in force and what the other one would find, in Chinese and in English."""
    problem, postings, _ = _world_where_everything_matters()

    reading = audit(problem, postings, load_policy(PACK))[0].reading

    assert "两种读法：可同时计入时实有5" in reading.zh
    assert "both ways: shared 5 found" in reading.en
