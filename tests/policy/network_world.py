"""Small districts with a full network of schools; every person visibly synthetic."""

from collections.abc import Sequence
from datetime import date

from engine.domain.areas import Area, Level, Population, PopulationFigure, School
from engine.domain.calendar import Period, Term
from engine.domain.courses import Course
from engine.domain.people import Teacher
from engine.domain.problem import Problem
from engine.domain.requests import Budget, Request
from engine.domain.settings import Settings
from engine.domain.timetable import Meeting, Posting, Section, Timetable
from engine.domain.venues import Room, Venue
from engine.domain.weeks import Weeks

STEP = 0.01  # degrees between neighbouring areas, about a kilometre


def district(
    residents: Sequence[int] = (30_000,),
    *,
    points: int = 1,
    teachers: Sequence[Teacher] = (),
    budgets: Sequence[Budget] = (),
    populations: Sequence[Population] = (),
    floor_m2: float = 500,
    total: int | None = None,
) -> Problem:
    """A district `D` with streets `D1`, `D2` … and their communities `D1a`, `D1b` and so on.

    The school of an area has the id of the area after an `S`.
    """
    areas = [_area("D", "district", None, sum(residents) if total is None else total, 0)]
    for number, count in enumerate(residents, start=1):
        street = f"D{number}"
        areas.append(_area(street, "street", "D", count, number))
        areas.extend(
            _area(street + letter, "community", street, count // 10, number)
            for letter in "abcdefgh"[:points]
        )
    return Problem(
        name="world",
        title="试验区",
        origin="synthetic",
        licence="CC0-1.0",
        seed=None,
        term=Term(start=date(2026, 9, 7), weeks=2),
        rule_pack="gongshu_2023_16",
        settings=Settings(),
        areas=tuple(areas),
        schools=tuple(_school(area, floor_m2) for area in areas),
        periods=(Period(id="p1", weekday=1, start=540, end=630),),
        calendar=(),
        venues=(),
        rooms=(),
        teachers=tuple(teachers),
        unavailable=(),
        courses=(),
        requests=(),
        budgets=tuple(budgets),
        populations=tuple(populations),
    )


def person(ident: str, area: str = "D1", **changes) -> Teacher:
    """A full-time teacher whom the district lends everywhere."""
    plain = {
        "id": ident,
        "name": f"合成人员{ident}",
        "tier": "district",
        "serves": "district",
        "area": area,
        "lat": None,
        "lon": None,
        "employment": "full_time",
        "skills": (("书法", 1),),
        "audiences": ("*",),
        "available_periods": ("*",),
        "max_weekly_meetings": None,
        "max_daily_meetings": None,
        "max_distance_m": None,
        "fee": 0,
        "manager": False,
        "school": None,
    }
    return Teacher(**(plain | changes))


def people(count: int, area: str = "D1", **changes) -> list[Teacher]:
    """Full-timers `T01`, `T02` … of one area."""
    return [person(f"T{number:02}", area, **changes) for number in range(1, count + 1)]


def posted(school: str, *persons: str, rule: str = "P011") -> list[Posting]:
    """Postings of people to one school."""
    return [Posting(person=each, school=school, rule=rule) for each in persons]


def money(amount: float, year: int = 2026, area: str = "D") -> Budget:
    """One row of money."""
    return Budget(area=area, year=year, source="财政拨款", amount=amount)


def population(
    residents: int, area: str = "D", figure: PopulationFigure = "year_end", on: str = "2025-12-31"
) -> Population:
    """One figure of residents."""
    return Population(
        area=area,
        figure=figure,
        on=date.fromisoformat(on),
        residents=residents,
        source="公报",
    )


def with_sessions(
    problem: Problem, *held: tuple[str, str], tier: Level = "community"
) -> tuple[Problem, Timetable]:
    """The world with a room in each area named, where a person teaches in period p1, week 1-2."""
    course = Course(
        id="C", name="书法", category="手工技艺", skill="书法", level=1, audience=("*",),
        modes=("onsite",), facilities=(), minutes=90, meetings_per_week=1,
        weeks_allowed=(Weeks("1-2"),), min_learners=None, max_learners=None,
        same_teacher=True, same_room=True, price=0, status="offered",
    )  # fmt: skip
    sections, meetings, requests, venues, rooms = [], [], [], [], []
    for number, (area, teacher) in enumerate(held, start=1):
        name = f"s{number}"
        venues.append(
            Venue(
                id=f"V{number}", name=f"V{number}", owner_kind="社区", tier=tier, area=area,
                lat=None, lon=None, free=True, confirmed_on=date(2026, 8, 1), campus=False,
                liaison="", separate_entrance=False,
            )
        )  # fmt: skip
        rooms.append(
            Room(
                id=f"R{number}", venue=f"V{number}", name="一室", seats=30, floor_m2=None,
                facilities=(), open_periods=("*",), club_periods=(),
            )
        )  # fmt: skip
        requests.append(
            Request(
                id=f"Q{number}", area=area, course="C", learners=10, priority=1, audience="居民",
                allowed_periods=("*",), preferred_periods=(), max_walk_m=None, group=None,
            )
        )  # fmt: skip
        sections.append(
            Section(
                id=name, requests=(f"Q{number}",), course="C", learners=10,
                learners_by_request=(10,),
            )
        )  # fmt: skip
        meetings.append(
            Meeting(
                section=name, meeting=1, period="p1", weeks=Weeks("1-2"), teacher=teacher,
                room=f"R{number}", mode="onsite",
            )
        )  # fmt: skip
    world = problem.model_copy(
        update={
            "courses": (course,),
            "venues": tuple(venues),
            "rooms": tuple(rooms),
            "requests": tuple(requests),
        }
    )
    return world, Timetable(sections=tuple(sections), meetings=tuple(meetings))


def _area(code: str, level: Level, parent: str | None, residents: int, place: int) -> Area:
    return Area(
        code=code,
        name=f"{code}片",
        level=level,
        parent=parent,
        residents=residents,
        residents_source="试验数",
        seniors=None,
        lat=30.3 + STEP * place,
        lon=120.1 + STEP * (ord(code[-1]) - ord("a") + 1 if level == "community" else 0),
        point_is_estimate=True,
    )


def _school(area: Area, floor_m2: float) -> School:
    kinds = {
        "district": "district_college",
        "street": "street_branch",
        "community": "teaching_point",
    }
    return School(
        id=f"S{area.code}",
        name=f"{area.name}学校",
        kind=kinds[area.level],
        area=area.code,
        floor_m2=floor_m2,
    )
