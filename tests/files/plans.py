"""Plans to publish: worlds of any size, made by arithmetic, every person visibly synthetic."""

from datetime import date

from engine.domain.areas import Area
from engine.domain.calendar import CalendarDay, Period, Term
from engine.domain.certificate import Certificate
from engine.domain.courses import Course
from engine.domain.dated import dates_of
from engine.domain.people import Teacher
from engine.domain.problem import Problem
from engine.domain.requests import Request
from engine.domain.results import AuditLine, Idle, LevelValue, Plan, Unserved, Verdict
from engine.domain.said import Said
from engine.domain.settings import Settings
from engine.domain.timetable import ExceptionalWeeks, Meeting, Section, Timetable
from engine.domain.venues import Room, Venue
from engine.domain.weeks import Weeks

HOURS = ((510, 600), (615, 705), (810, 900), (960, 1050), (1140, 1230))
COURSES = ("书法基础", "民族舞", "智能手机入门", "太极", "合唱", "摄影")
RUNS = ("1-16", "1-16", "1-16", "1-8", "2-16/2", "1-15/2")


def make_plan(
    sections: int = 6, streets: int = 2, course_names: tuple[str, ...] = COURSES
) -> tuple[Plan, Problem]:
    """Make a world and a plan for it: every twelfth section unplaced, every seventh online.

    National Day 2026-10-01 (a Thursday) is made up on Saturday 2026-10-10; 2026-10-02 is lost.
    """
    problem = _problem(sections, streets, course_names)
    timetable = _timetable(problem, sections)
    unplaced = [s for s in timetable.sections if s.id not in timetable.placements]
    plan = Plan(
        timetable=timetable,
        dates=dates_of(problem, timetable),
        unserved=tuple(_unserved(section) for section in unplaced),
        idle=(
            Idle(
                kind="room",
                id=problem.rooms[0].id,
                free_periods=2,
                periods=("p11", "p72"),
                reason=Said(zh="附近没有需求", en="no request nearby"),
            ),
        ),
        postings=(),
        audit=(_audit(problem),),
        certificate=Certificate(atoms=(), proofs=()),
        verdict=_verdict(problem, timetable, sum(s.learners for s in unplaced)),
    )
    return plan, problem


def plan_with_exceptions() -> tuple[Plan, Problem]:
    """A plan of six sections of which the first has a history, and one that has closed.

    B0000 (weeks 1-16, T0000 in M000) was held by T0001 in M001 in weeks 1-4, has T0001 as a
    substitute in weeks 6-7, and gives week 9 up. B0009 was held by T0001 online in weeks 1-2.
    """
    plan, problem = make_plan()
    first = plan.timetable.meetings[0]

    def otherwise(weeks: str, kind: str, reason: str = "", **other: object) -> ExceptionalWeeks:
        fields = first.model_dump() | {"weeks": weeks, "kind": kind, "reason": reason} | other
        return ExceptionalWeeks.model_validate(fields)

    away = {"section": "B0009", "teacher": "T0001", "room": None, "mode": "online"}
    timetable = plan.timetable.model_copy(
        update={
            "exceptions": (
                otherwise("1-4", "held", teacher="T0001", room="M001"),
                otherwise("6-7", "held", "病假代课", teacher="T0001"),
                otherwise("9", "lost", "教师不在"),
                otherwise("1-2", "held", **away),
            ),
            "closed": (
                plan.timetable.sections[0].model_copy(
                    update={"id": "B0009", "requests": ("gone",)}
                ),
            ),
        }
    )
    dates = dates_of(problem, timetable)
    return plan.model_copy(update={"timetable": timetable, "dates": dates}), problem


def _problem(sections: int, streets: int, course_names: tuple[str, ...]) -> Problem:
    district = _area("D", "示范区", "district", None, 30.32, 120.15)
    street_areas = [
        _area(
            f"S{n:02}",
            f"第{n + 1}街道",
            "street",
            "D",
            30.27 + n % 5 * 0.02,
            120.12 + n // 5 * 0.02,
        )
        for n in range(streets)
    ]
    homes = [
        _area(f"C{n:03}", f"第{n + 1}社区", "community", s.code, s.lat + 0.004, s.lon - 0.003)
        for n, s in enumerate(street_areas)
    ]
    venues = [_venue(n, homes[n % streets]) for n in range(max(2, sections // 8))]
    return Problem(
        name="demo",
        title="示范区 & 2026年秋季",
        origin="made by a test",
        licence="CC0",
        seed=1,
        term=Term(start=date(2026, 9, 7), weeks=16),
        rule_pack="gongshu_2023_16",
        settings=Settings(),
        areas=(district, *street_areas, *homes),
        schools=(),
        periods=tuple(
            Period(id=f"p{day}{at + 1}", weekday=day, start=start, end=end)
            for day in range(1, 8)
            for at, (start, end) in enumerate(HOURS)
        ),
        calendar=(
            _day(date(2026, 10, 1), "holiday", "国庆节"),
            _day(date(2026, 10, 2), "holiday", "国庆节"),
            _day(date(2026, 10, 10), "makeup", "国庆调休", replaces=date(2026, 10, 1)),
        ),
        venues=tuple(venues),
        rooms=tuple(_room(n, venues[n % len(venues)]) for n in range(max(2, sections // 4))),
        teachers=tuple(_teacher(n, homes[n % streets]) for n in range(max(2, sections // 3))),
        unavailable=(),
        courses=tuple(_course(n, name) for n, name in enumerate(course_names)),
        requests=tuple(
            _request(n, homes[n % streets], course=f"K{n // streets % len(course_names)}")
            for n in range(sections)
        ),
        budgets=(),
    )


def _timetable(problem: Problem, sections: int) -> Timetable:
    made = [
        Section(
            id=f"B{n:04}",
            requests=(f"R{n:04}",),
            course=problem.requests[n].course,
            learners=problem.requests[n].learners,
            learners_by_request=(problem.requests[n].learners,),
        )
        for n in range(sections)
    ]
    rows = [_meeting(problem, n, section.id) for n, section in enumerate(made) if n % 12 != 5]
    return Timetable(sections=tuple(made), meetings=tuple(rows))


def _meeting(problem: Problem, n: int, section: str) -> Meeting:
    online = n % 7 == 6
    return Meeting(
        section=section,
        meeting=1,
        period=problem.periods[(n * 3 + n // 35) % 35].id,
        weeks=Weeks(RUNS[n % len(RUNS)]),
        teacher=problem.teachers[n % len(problem.teachers)].id,
        room=None if online else problem.rooms[n % len(problem.rooms)].id,
        mode="online" if online else "onsite",
    )


def _area(code, name, level, parent, lat, lon) -> Area:
    return Area(
        code=code,
        name=name,
        level=level,
        parent=parent,
        residents=10_000,
        residents_source="synthetic",
        seniors=None,
        lat=lat,
        lon=lon,
        point_is_estimate=True,
    )


def _day(when, kind, name, replaces=None) -> CalendarDay:
    return CalendarDay(
        date=when,
        kind=kind,
        follows_weekday=4 if replaces else None,
        replaces_date=replaces,
        name=name,
        area=None,
        venue=None,
        confirmed=True,
    )


def _venue(n: int, home: Area) -> Venue:
    return Venue(
        id=f"V{n:03}",
        name=f"合成文化站{n + 1}",
        owner_kind="community",
        tier="community",
        area=home.code,
        lat=home.lat + n % 7 * 0.0012,
        lon=home.lon + n % 11 * 0.0011,
        free=True,
        confirmed_on=date(2026, 6, 1),
        campus=False,
        liaison="",
        separate_entrance=False,
    )


def _room(n: int, venue: Venue) -> Room:
    return Room(
        id=f"M{n:03}",
        venue=venue.id,
        name=f"{101 + n % 9}教室",
        seats=40,
        floor_m2=60,
        facilities=(),
        open_periods=("*",),
        club_periods=(),
    )


def _teacher(n: int, home: Area) -> Teacher:
    return Teacher(
        id=f"T{n:04}",
        name=f"合成教师{n + 1}",
        tier="community",
        serves="district",
        area=home.code,
        lat=None,
        lon=None,
        employment="part_time",
        skills=(("书法", 2),),
        audiences=("*",),
        available_periods=("*",),
        max_weekly_meetings=None,
        max_daily_meetings=None,
        max_distance_m=None,
        fee=200,
        manager=False,
        school=None,
    )


def _course(n: int, name: str) -> Course:
    return Course(
        id=f"K{n}",
        name=name,
        category="闲暇生活",
        skill="书法",
        level=1,
        audience=("*",),
        modes=("onsite", "online"),
        facilities=(),
        minutes=90,
        meetings_per_week=1,
        weeks_allowed=tuple(Weeks(run) for run in dict.fromkeys(RUNS)),
        min_learners=None,
        max_learners=None,
        same_teacher=False,
        same_room=False,
        price=0,
        status="offered",
    )


def _request(n: int, home: Area, course: str) -> Request:
    return Request(
        id=f"R{n:04}",
        area=home.code,
        course=course,
        learners=12 + n % 9,
        priority=1 + n % 5,
        audience="seniors",
        allowed_periods=("*",),
        preferred_periods=(),
        max_walk_m=None,
        group=None,
    )


def _unserved(section: Section) -> Unserved:
    return Unserved(
        request=section.requests[0],
        learners=section.learners,
        reason=("room_fits", "没有共同时间"),
        missing=Said(zh="周二晚间 40 座教室", en="a room of 40 seats on Tuesday evening"),
        cheapest_unlock=Said(zh="改为周四上午", en="Thursday morning instead"),
        verdict="not proved",
    )


def _audit(problem: Problem) -> AuditLine:
    return AuditLine(
        rule="P010",
        phrase=Said(zh="每万人不少于 0.5 名", en="0.5 for every 10,000"),
        where="§三（五）",
        organisation=problem.areas[0].code,
        required=3,
        found=2,
        shortfall=1,
        unit=Said(zh="人", en="people"),
        reading=Said(zh="向上取整", en="rounded up"),
        formula=Said(zh="⌈0.5 × 常住人口 / 10000⌉", en="ceil(0.5 x residents / 10000)"),
        rows=tuple(teacher.id for teacher in problem.teachers),
    )


def _verdict(problem: Problem, timetable: Timetable, unserved: int) -> Verdict:
    asked = sum(request.learners for request in problem.requests)
    return Verdict(
        sections=len(timetable.sections),
        placed=len(timetable.placements),
        hard_breaches=0,
        levels=(
            _level("served", 3 * unserved, 3 * unserved, "priority-learners"),
            _level("fairness", 831, 790, "1/10000"),
            _level("travel", 1_234_567, 1_200_000, "m"),
            _level("fit", 420, 300, "points"),
        ),
        total=1_000_000,
        total_bound=982_000,
        gap=1.8,
        weighted_bound=980_000,
        weighted_gap=2.0,
        fairness_overruns=0,
        tour_m=1_000_000,
        learners_asked=asked,
        learners_served=asked - unserved,
        seconds=None,
        peak_mb=None,
        seed=1,
        deterministic=True,
        versions={},
        input_hash="0123456789abcdef",
        settings={"detour_factor": 1.3},
    )


def _level(name, value, bound, unit) -> LevelValue:
    return LevelValue(
        name=name, value=value, bound=bound, certified=bound, proof="prices", unit=unit
    )
