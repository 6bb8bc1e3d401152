"""For every rule a tiny world of which some timetables obey it, some break it, some lie on the edge.

Each is a problem and its sections; the test runs through every timetable there is.
"""

from datetime import timedelta

from engine.domain.weeks import Weeks
from tests.rules.case import APART_M
from tests.rules.tiny import (
    MONDAY,
    TUESDAY,
    away,
    course,
    day,
    period,
    request,
    room,
    section,
    taught,
    teacher,
    venue,
    world,
)

ONE = (section(),)
TWO = (section("S1", Q=3), section("S2", Q=2))
OPEN = ("onsite", "online", "hybrid")
TWO_ROOMS = (room("R1"), room("R2"))
TWO_TEACHERS = (teacher("T1"), teacher("T2"))
RUNS = (Weeks("1-2"), Weeks("1"), Weeks("2"))
WEEKLY = {"courses": (course(modes=OPEN, weeks_allowed=RUNS),)}
TWICE = {"courses": (course(modes=OPEN, meetings_per_week=2, weeks_allowed=RUNS[:2]),)}


def apart(**other):
    """A world with one room at each end of `APART_M`, and learners at the first."""
    return world(
        venues=(venue(home="A1"), venue("W", home="B1")),
        rooms=(room("R1"), room("R2", at="W")),
        **other,
    )


def of_requests(*requests, **other):
    """A world with some requests and a second course."""
    return world(requests=requests, courses=(course(), course("C2", audience=("all",))), **other)


def same(**where):
    """A world of two courses of two meetings, one of which keeps its teacher or room."""
    kept = course(modes=("onsite", "online"), meetings_per_week=2, **where)
    free = course("C2", meetings_per_week=2)
    return world(
        courses=(kept, free),
        rooms=TWO_ROOMS,
        teachers=TWO_TEACHERS,
        requests=(request(), request("Q2", course="C2")),
    )


DAY_OUT = world(  # five minutes from V to W; from either to X the whole of 39
    periods=(
        period("P1"),
        period("P2", start="10:05", end="10:35"),
        period("P3", start="10:39", end="11:00"),
        period("P4", start="11:00", end="11:30"),
    ),
    venues=(venue(), venue("W"), venue("X", home="B1")),
    rooms=(room("R1"), room("R2", at="W"), room("R3", at="X")),
    courses=(course(modes=("onsite", "online"), weeks_allowed=RUNS[1:]),),
    settings={"travel_speed_kmh": APART_M * 60 / 1000 / 34},
)
HOLIDAYS = (
    day(MONDAY, "event", area="G1"),
    day(TUESDAY),
    day(TUESDAY + timedelta(7), "closed", venue="W"),
)

WORLDS = {
    "course_offered": (
        of_requests(request(), request("Q2", course="C2")).model_copy(
            update={"courses": (course(status="draft"), course("C2"))}
        ),
        (section("S1"), section("S2", course="C2", Q2=2)),
    ),
    "audience_meant": (
        of_requests(request(course="C2"), request("Q2", course="C2", audience="old")),
        (section("S1", course="C2"), section("S2", course="C2", Q2=2)),
    ),
    "pooled_alike": (
        of_requests(
            request(), request("Q2", audience="old"), request("Q3", course="C2"), request("Q4")
        ),
        (section("S1", Q=1, Q2=1), section("S2", Q=1, Q3=1), section("S3", Q=1, Q4=1)),
    ),
    "section_size": (
        world(courses=(course(min_learners=2, max_learners=3),), requests=(request(learners=10),)),
        (section("S1", Q=1), section("S2", Q=2), section("S3", Q=3), section("S4", Q=4)),
    ),
    "learners_asked": (
        of_requests(request(), request("Q2", learners=3)),
        (section("S1", Q=3), section("S2", Q=2), section("S3", Q2=4)),
    ),
    "different_days": (
        world(
            periods=(period("P1"), period("P1b", start="10:00", end="11:00"), period("P2", 2)),
            **TWICE,
        ),
        ONE,
    ),
    "mode_allowed": (
        world(courses=(course(modes=("onsite", "hybrid")), course("C2", modes=("online",)))),
        (*ONE, section("S2", course="C2", Q=1)),
    ),
    "allowed_periods": (
        of_requests(request(allowed_periods=("P1",)), request("Q2", allowed_periods=("P1", "P2"))),
        (section("S1", Q=1, Q2=1), section("S2", Q2=1)),
    ),
    "long_enough": (
        world(
            periods=(period("P1"), period("P2", 2, "09:00", "09:59")),
            courses=(course(minutes=60), course("C2", minutes=59)),
        ),
        (*ONE, section("S2", course="C2", Q=1)),
    ),
    "weeks_allowed": (
        world(
            courses=(
                course(weeks_allowed=(Weeks("1-2"), Weeks("2-3"))),
                course("C2", weeks_allowed=(Weeks("1"),)),
            )
        ),
        (*ONE, section("S2", course="C2", Q=1)),
    ),
    "groups_apart": (
        world(
            rooms=(),
            courses=(course(modes=("online",), weeks_allowed=RUNS[:2]),),
            requests=(
                request(group="g"),
                request("Q2", group="g"),
                request("Q3", group="h"),
                request("Q4"),
            ),
        ),
        (
            section("S1", Q=2),
            section("S2", Q2=2, Q3=1, Q4=1),
            section("S3", Q=1, Q3=1),
            section("S4", Q=1, Q2=1),
            section("S5", Q4=1),
        ),
    ),
    "room_clash": (world(teachers=TWO_TEACHERS, **WEEKLY), TWO),
    "room_fits": (
        world(rooms=(room("R1", seats=5), room("R2", seats=4)), **WEEKLY),
        (*ONE, section("S2", Q=4)),
    ),
    "facilities": (
        world(
            courses=(course(facilities=("mirror", "piano"), modes=OPEN), course("C2")),
            rooms=(
                room("R1", facilities=("mirror",)),
                room("R2", facilities=("piano", "mirror")),
                room("R3", facilities=("*",)),
            ),
        ),
        (*ONE, section("S2", course="C2", Q=1)),
    ),
    "hybrid_screen": (
        world(rooms=(room("R1", facilities=("screen",)), room("R2")), **WEEKLY),
        TWO,
    ),
    "room_open": (
        world(rooms=(room("R1", open_periods=("P1",)), room("R2")), **WEEKLY),
        ONE,
    ),
    "club_hours": (
        world(rooms=(room("R1", club_periods=("P1",)), room("R2", club_periods=("*",))), **WEEKLY),
        ONE,
    ),
    "room_available": (
        apart(
            calendar=HOLIDAYS,
            unavailable=(
                away("room", "R1", MONDAY, MONDAY + timedelta(6)),
                away("venue", "W", TUESDAY, TUESDAY + timedelta(40)),
                away("room", "R1", MONDAY - timedelta(9), MONDAY - timedelta(1)),
            ),
            **WEEKLY,
        ),
        ONE,
    ),
    "venue_free": (
        world(
            venues=(venue(), venue("W", free=False)),
            rooms=(room("R1"), room("R2", at="W")),
            **WEEKLY,
        ),
        ONE,
    ),
    "venue_confirmed": (
        world(
            venues=(
                venue(confirmed_on=MONDAY + timedelta(13)),
                venue("W", confirmed_on=MONDAY + timedelta(14)),
                venue("X", confirmed_on=None),
            ),
            rooms=(room("R1"), room("R2", at="W"), room("R3", at="X")),
            **WEEKLY,
        ),
        ONE,
    ),
    "campus_ready": (
        world(
            venues=(
                venue(),
                venue("W", campus=True, liaison="X"),
                venue("X", campus=True, separate_entrance=True),
                venue("Y", campus=True, liaison="X", separate_entrance=True),
            ),
            rooms=tuple(room(f"R{at}", at=at) for at in "VWXY"),
            **WEEKLY,
        ),
        ONE,
    ),
    "learners_walk": (
        apart(
            requests=(
                request(max_walk_m=APART_M),
                request("Q2", home="A2", max_walk_m=APART_M - 1e-6),
                request("Q3"),
            ),
            **WEEKLY,
        ),
        (section("S1", Q=2, Q3=1), section("S2", Q=1, Q2=1)),
    ),
    "same_room": (same(same_room=True), ONE),
    "teacher_clash": (world(rooms=TWO_ROOMS, **WEEKLY), TWO),
    "teacher_skilled": (
        world(
            courses=(course(level=2), course("C2", skill="song", level=1)),
            teachers=(
                teacher("T1", skills=(("art", 1), ("art", 2))),
                teacher("T2", skills=(("art", 1), ("song", 1))),
                teacher("T3", skills=()),
            ),
        ),
        (*ONE, section("S2", course="C2", Q=1)),
    ),
    "teacher_audience": (
        of_requests(
            request(),
            request("Q2", audience="old"),
            teachers=(
                teacher("T1", audiences=("all",)),
                teacher("T2", audiences=("old", "all")),
                teacher("T3"),
            ),
        ),
        (section("S1", Q=1), section("S2", Q=1, Q2=1)),
    ),
    "teacher_hours": (
        world(teachers=(teacher("T1", available_periods=("P1",)), teacher("T2")), **WEEKLY),
        ONE,
    ),
    "teacher_available": (
        apart(
            calendar=HOLIDAYS,
            teachers=TWO_TEACHERS,
            unavailable=(
                away("teacher", "T1", MONDAY),
                away("teacher", "T2", TUESDAY, TUESDAY + timedelta(6)),
                away("teacher", "T2", MONDAY + timedelta(14), MONDAY + timedelta(20)),
            ),
            **WEEKLY,
        ),
        ONE,
    ),
    "teacher_serves": (
        apart(
            teachers=(
                teacher("T1", serves="community"),
                teacher("T2", home="A2", serves="street"),
                teacher("T3", home="G1", serves="community"),
                teacher("T4", home="D"),
            ),
            **WEEKLY,
        ),
        ONE,
    ),
    "teacher_distance": (
        apart(
            teachers=(
                teacher("T1", max_distance_m=APART_M),
                teacher("T2", max_distance_m=APART_M - 1e-6),
                teacher("T3"),
            ),
            **WEEKLY,
        ),
        ONE,
    ),
    "travel_time": (DAY_OUT, TWO),
    "weekly_load": (
        world(teachers=(teacher("T1", max_weekly_meetings=1), teacher("T2")), **WEEKLY),
        TWO,
    ),
    "daily_load": (
        world(
            periods=(period("P1"), period("P1b", start="10:00", end="11:00"), period("P2", 2)),
            teachers=(teacher("T1", max_daily_meetings=1),),
            **WEEKLY,
        ),
        TWO,
    ),
    "same_teacher": (same(same_teacher=True), ONE),
    "served": (
        of_requests(request(learners=7, priority=3), request("Q2", home="D"), request("Q3")),
        (section("S1", Q=3), section("S2", Q=2, Q2=5), section("S3", Q3=1)),
    ),
    "teacher_journeys": (
        apart(teachers=(teacher("T1"), teacher("T2", home="B1")), **WEEKLY),
        ONE,
    ),
    "learners_walks": (
        apart(requests=(request(), request("Q2", home="A2")), **WEEKLY),
        (section("S1", Q=2, Q2=3), section("S2", Q=3)),
    ),
    "teacher_nearness": (
        world(
            periods=(period("P1"),),
            teachers=tuple(
                teacher(f"T{home}", home=home) for home in ("A1", "A2", "B1", "G1", "D")
            ),
            requests=(request(), request("Q2", home="G1"), request("Q3", home="D")),
        ),
        (section("S1", Q=1, Q3=1), section("S2", Q2=1), section("S3", Q3=1)),
    ),
    "venue_nearness": (
        world(
            venues=tuple(venue(f"V{home}", home=home) for home in ("A1", "A2", "B1", "G1", "D")),
            rooms=tuple(room(f"R{home}", at=f"V{home}") for home in ("A1", "A2", "B1", "G1", "D")),
            requests=(request(), request("Q2", home="G1"), request("Q3", home="D")),
        ),
        (section("S1", Q=1, Q3=1), section("S2", Q2=1)),
    ),
    "preferred_periods": (
        of_requests(
            request(preferred_periods=("P1",)),
            request("Q2", preferred_periods=("*",)),
            request("Q3"),
            request("Q4", preferred_periods=("P1",)),
        ),
        (section("S1", Q=1, Q2=1, Q4=1), section("S2", Q3=1)),
    ),
    "mode_asked": (
        world(courses=(course(modes=OPEN), course("C2", modes=("online", "hybrid")))),
        (*ONE, section("S2", course="C2", Q=1)),
    ),
    "teacher_changes": (same(), ONE),
    "room_changes": (same(), ONE),
    "continuity": (
        of_requests(
            request(),
            request("Q2", home="A2"),
            request("Q3", home="B1"),
            teachers=(*TWO_TEACHERS, teacher("T3")),
            last_term=(
                taught("T1"),
                taught("T2", home="A2"),
                taught("gone", home="B1"),
                taught("gone"),
                taught("T3", course="C2"),
            ),
        ),
        (section("S1", Q=1, Q3=1), section("S2", Q=1, Q2=1), section("S3", Q3=1)),
    ),
    "agreed_load": (
        world(
            teachers=(teacher("T1", max_weekly_meetings=2), teacher("T2")),
            settings={"agreed_load_share": 0.5, "load_above_agreed_points": 3},
            **WEEKLY,
        ),
        TWO,
    ),
}
