"""Random whole worlds, small enough that the best that can be served is proved otherwise."""

from random import Random

from engine.domain.weeks import Weeks
from tests.rules import tiny

RUNS = (("1-4",), ("1-2", "3-4"), ("1-4", "1-3/2"))
HOURS = (("09:00", "10:00"), ("10:10", "11:10"))


def random_world(seed, *, sections, teachers, rooms, days, scarce=0.8):
    """Draw a problem and the sections to place, one a request; the same seed draws the same."""
    rng = Random(f"{seed} {sections}")
    periods = tuple(
        tiny.period(f"P{day}{hour}", day, *clock)
        for day in range(1, days + 1)
        for hour, clock in enumerate(HOURS, 1)
    )
    names = [each.id for each in periods]
    venues = tuple(tiny.venue(f"V{n}", home) for n, home in enumerate(("A1", "A2", "B1")))
    courses = tuple(_course(rng, f"C{n}") for n in range(3))
    requests = tuple(_request(rng, f"Q{n:02}", courses, names, scarce) for n in range(sections))
    problem = tiny.world(
        weeks=4,
        periods=periods,
        venues=venues,
        rooms=tuple(_room(rng, f"R{n}", names, scarce) for n in range(rooms)),
        teachers=tuple(_teacher(rng, f"T{n}", names, scarce) for n in range(teachers)),
        courses=courses,
        requests=requests,
    )
    return problem, tuple(
        tiny.section(f"S{each.id[1:]}", course=each.course, **{each.id: each.learners})
        for each in requests
    )


def _course(rng, name):
    return tiny.course(
        name,
        skill=rng.choice(("art", "music")),
        modes=rng.choice((("onsite",), ("onsite",), ("onsite", "online"), ("hybrid", "onsite"))),
        meetings_per_week=rng.choice((1, 1, 1, 2)),
        weeks_allowed=tuple(map(Weeks, rng.choice(RUNS))),
        same_teacher=rng.random() < 0.5,
        same_room=rng.random() < 0.5,
    )


def _request(rng, name, courses, periods, scarce):
    return tiny.request(
        name,
        rng.choice(("A1", "A2", "B1")),
        rng.randint(3, 12),
        course=rng.choice(courses).id,
        priority=rng.randint(1, 5),
        allowed_periods=_some(rng, periods, scarce),
        preferred_periods=tuple(rng.sample(periods, rng.randint(0, 2))),
        max_walk_m=rng.choice((None, 1000, 3000)),
        group=rng.choice((None, None, None, "G")),
    )


def _room(rng, name, periods, scarce):
    return tiny.room(
        name,
        f"V{rng.randrange(3)}",
        seats=rng.randint(6, 14),
        facilities=rng.choice(((), ("screen",))),
        open_periods=_some(rng, periods, scarce),
        club_periods=tuple(rng.sample(periods, rng.choice((0, 0, 1)))),
    )


def _teacher(rng, name, periods, scarce):
    return tiny.teacher(
        name,
        rng.choice(("A1", "A2", "B1")),
        skills=rng.choice(((("art", 2),), (("music", 1),), (("art", 1), ("music", 1)))),
        serves=rng.choice(("district", "district", "street")),
        available_periods=_some(rng, periods, scarce),
        max_weekly_meetings=rng.choice((None, 1, 2, 3)),
        max_daily_meetings=rng.choice((None, 1, 2)),
        max_distance_m=rng.choice((None, None, 1500)),
    )


def _some(rng, periods, chance):
    """Some of the periods, at least one."""
    drawn = tuple(each for each in periods if rng.random() < chance)
    return drawn or (rng.choice(periods),)
