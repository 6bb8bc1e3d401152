"""A world of one street whose rows a test changes one by one."""

from datetime import date

from engine.domain.areas import Area
from engine.domain.calendar import Period, Term
from engine.domain.courses import Course
from engine.domain.people import Teacher
from engine.domain.problem import Problem
from engine.domain.requests import Request
from engine.domain.settings import Settings
from engine.domain.venues import Room, Venue

# One thousandth of a degree of latitude is 111.2 m as the crow flies, 144.6 m on the road.
NORTH = 0.001


def area(code, level="community", parent="S1", north=0.0) -> Area:
    """An area `north` thousandths of a degree from the middle."""
    return Area(
        code=code,
        name={"D": "拱墅区", "S1": "米市巷街道", "S2": "湖墅街道"}.get(code, f"{code}社区"),
        level=level,
        parent=parent,
        residents=10_000,
        residents_source="test",
        seniors=None,
        lat=30.3 + north * NORTH,
        lon=120.15,
        point_is_estimate=False,
    )


def venue(ident, area="A", **changes) -> Venue:
    """A free and confirmed venue at its area's point."""
    plain = Venue(
        id=ident,
        name=ident,
        owner_kind="社区",
        tier="community",
        area=area,
        lat=None,
        lon=None,
        free=True,
        confirmed_on=date(2026, 8, 1),
        campus=False,
        liaison="",
        separate_entrance=False,
    )
    return plain.model_copy(update=changes)


def room(ident, venue="V", **changes) -> Room:
    """A plain room of 30 seats, always open."""
    plain = Room(
        id=ident,
        venue=venue,
        name=ident,
        seats=30,
        floor_m2=None,
        facilities=(),
        open_periods=("*",),
        club_periods=(),
    )
    return plain.model_copy(update=changes)


def teacher(ident, **changes) -> Teacher:
    """A teacher of dancing at level 2 who can always come, four times a week."""
    plain = Teacher(
        id=ident,
        name=f"教师{ident}",
        tier="street",
        serves="district",
        area="A",
        lat=None,
        lon=None,
        employment="part_time",
        skills=(("舞蹈", 2),),
        audiences=("*",),
        available_periods=("*",),
        max_weekly_meetings=4,
        max_daily_meetings=None,
        max_distance_m=None,
        fee=0,
        manager=False,
        school=None,
    )
    return plain.model_copy(update=changes)


def course(ident="C", **changes) -> Course:
    """Dancing at level 2, once a week the whole term, for 10 to 20 learners."""
    plain = Course(
        id=ident,
        name="舞蹈班",
        category="艺术",
        skill="舞蹈",
        level=2,
        audience=("*",),
        modes=("onsite",),
        facilities=(),
        minutes=90,
        meetings_per_week=1,
        weeks_allowed=("1-4",),
        min_learners=10,
        max_learners=20,
        same_teacher=True,
        same_room=True,
        price=0,
        status="offered",
    )
    return Course.model_validate(plain.model_dump() | changes)


def request(ident, learners=12, **changes) -> Request:
    """Learners of community A who can always come and walk up to 1,000 m."""
    plain = Request(
        id=ident,
        area="A",
        course="C",
        learners=learners,
        priority=1,
        audience="老年",
        allowed_periods=("*",),
        preferred_periods=(),
        max_walk_m=1000,
        group=None,
    )
    return plain.model_copy(update=changes)


PERIODS = tuple(
    Period(id=f"P{day}{part}", weekday=day, start=start, end=start + 90)
    for day in (1, 2, 3)
    for part, start in ((1, 9 * 60), (2, 14 * 60), (3, 19 * 60))
)
AREAS = (
    area("D", "district", None),
    area("S1", "street", "D"),
    area("S2", "street", "D", north=60),
    area("A"),
    area("B", north=5),
    area("F", parent="S2", north=60),
)


def world(**tables) -> Problem:
    """One course, one venue with one room in A, one teacher, one request of 12 learners."""
    plain = Problem(
        name="tiny",
        title="一街一课",
        origin="test",
        licence="Apache-2.0",
        seed=None,
        term=Term(start=date(2026, 9, 7), weeks=4),
        rule_pack="gongshu_2023_16",
        settings=Settings(),
        areas=AREAS,
        schools=(),
        periods=PERIODS,
        calendar=(),
        venues=(venue("V"),),
        rooms=(room("R1"),),
        teachers=(teacher("T1"),),
        unavailable=(),
        courses=(course(),),
        requests=(request("Q1"),),
        budgets=(),
    )
    return plain.model_copy(update=tables)
