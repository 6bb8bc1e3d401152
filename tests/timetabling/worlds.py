"""Random worlds made of terms alone, from two sections to a whole district."""

import numpy as np

from engine.domain.weeks import Weeks, atoms
from engine.rules.terms import Apart, Cost, Forbid, Limit, Reach, Same, Spread, Unserved
from engine.timetabling.frame import Frame
from engine.timetabling.statement import state_terms


def frame_of_size(rng, *, sections, days, hours, rooms, teachers, meetings, weeks):
    """Name everything; `meetings` are the counts a week to draw from."""
    runs = tuple(Weeks(each) for each in weeks)
    parts = atoms(list(runs), range(1, 17))
    return Frame(
        sections=tuple(f"s{n:05}" for n in range(sections)),
        periods=tuple(f"p{day}{hour}" for day in range(days) for hour in range(hours)),
        weeks=runs,
        rooms=tuple(f"r{n:04}" for n in range(rooms)),
        teachers=tuple(f"t{n:04}" for n in range(teachers)),
        atoms=parts,
        meetings=rng.choice(np.array(meetings), size=sections),
        learners=np.full(sections, 15),
        asked=15 * sections,
        weekdays=np.repeat(np.arange(days), hours),
        weeks_atoms=np.array([[part[0] in run.numbers for part in parts] for run in runs]),
    )


def some(rng, shape, chance):
    """True with a chance."""
    return rng.random(shape) < chance


def terms_over(rng, frame, *, venues=3, streets=2, chance=0.7):
    """Draw one term of every kind."""
    s, p, w = len(frame.sections), len(frame.periods), len(frame.weeks)
    r, t = len(frame.rooms), len(frame.teachers)
    hour = np.array([int(name[-1]) for name in frame.periods])
    same_day = frame.weekdays[:, None] == frame.weekdays[None, :]
    gap = np.where(
        same_day & (hour[None, :] > hour[:, None]),
        30.0 * (hour[None, :] - hour[:, None] - 1) + 10,
        -1.0,
    )
    venue = rng.integers(venues, size=r)
    apart = rng.integers(2, 10, size=(venues, venues)).astype(float) * 6
    minutes = np.minimum(apart, apart.T)
    for middle in range(venues):
        minutes = np.minimum(minutes, minutes[:, [middle]] + minutes[[middle], :])
    np.fill_diagonal(minutes, 0)
    mode = some(rng, (s, 3), 0.75)
    mode[:, 0] = some(rng, s, 0.15)
    street = rng.integers(streets + 1, size=s)
    stake = rng.integers(1, 40, size=s)
    by_street = np.where(street[:, None] == np.arange(streets)[None, :], stake[:, None], 0)
    lost = rng.integers(5, size=streets)
    yield Forbid(("section", "period"), some(rng, (s, p), 1 - chance))
    yield Forbid(("section", "weeks"), some(rng, (s, w), 0.3))
    yield Forbid(("section", "room"), some(rng, (s, r), 1 - chance))
    yield Forbid(("section", "teacher"), some(rng, (s, t), 1 - chance))
    yield Forbid(("section", "mode"), mode)
    yield Forbid(
        ("room", "mode"), np.stack([np.zeros(r, bool), np.ones(r, bool), some(rng, r, 0.5)], axis=1)
    )
    yield Forbid(("teacher", "room"), some(rng, (t, r), 0.15))
    yield Forbid(("room", "period", "weeks"), some(rng, (r, p, w), 0.1))
    yield Forbid(("teacher", "period", "weeks"), some(rng, (t, p, w), 0.1))
    yield Cost("travel", ("section", "room"), rng.integers(3000, size=(s, r)))
    yield Cost("travel", ("teacher", "room"), rng.integers(9000, size=(t, r)))
    yield Cost("fit", ("section", "teacher"), rng.integers(6, size=(s, t)))
    yield Cost("fit", ("section", "room"), rng.integers(6, size=(s, r)))
    yield Cost("fit", ("section", "period"), 10 * rng.integers(2, size=(s, p)))
    yield Cost("fit", ("section", "mode"), np.broadcast_to([0, 30, 10], (s, 3)))
    yield Limit(("room", "period"), np.ones((r, p), dtype=np.int64))
    yield Limit(("teacher", "period"), np.ones((t, p), dtype=np.int64))
    yield Limit(
        ("teacher", "weekday"),
        np.where(some(rng, (t, 7), 0.5), rng.integers(1, 3, size=(t, 7)), -1),
    )
    load = rng.integers(1, 5, size=t)
    yield Limit(
        ("teacher",),
        np.where(some(rng, t, 0.8), load, -1),
        np.where(some(rng, t, 0.7), load // 2, -1),
        1,
    )
    yield Same("teacher", some(rng, s, 0.4), 40)
    yield Same("room", some(rng, s, 0.4), 15)
    yield Reach(venue, minutes, gap)
    pairs = np.sort(rng.integers(s, size=(s // 3, 2)), axis=1)
    yield Apart(np.unique(pairs[pairs[:, 0] < pairs[:, 1]], axis=0))
    yield Spread()
    yield Unserved(
        streets=tuple(f"g{n}" for n in range(streets)),
        by_street=by_street,
        elsewhere=np.where(street == streets, stake, 0),
        total=by_street.sum(axis=0) + lost,
        lost=lost,
        lost_elsewhere=int(rng.integers(5)),
    )


def small_world(seed, *, sections=5, meetings=(1, 1, 2), weeks=("1-16", "1-8", "9-16"), chance=0.7):
    """A world small enough for brute force, with a term of every kind."""
    rng = np.random.default_rng(seed)
    frame = frame_of_size(
        rng,
        sections=sections,
        days=2 + max(meetings) // 3,
        hours=2,
        rooms=2,
        teachers=2,
        meetings=meetings,
        weeks=weeks,
    )
    return frame, list(terms_over(rng, frame, chance=chance))


def stated(world):
    """State a world of terms."""
    frame, terms = world
    return state_terms(frame, [terms])
