"""Road metres as arrays: the terms' own reckoning, bit for bit what the law reckons.

numpy's arcsine and power differ from those of the C library in the last place, so that a
venue exactly on a limit would be judged twice. The formula is therefore written out for one
pair with `math`, in the law's order of operations, and numpy only lays out the pairs.
"""

import math
from collections.abc import Sequence

import numpy as np

from engine.domain.problem import EARTH_RADIUS_M, Point
from engine.rules.terms import Floats, Ints


def metres_between(starts: Sequence[Point], ends: Sequence[Point], detour: float) -> Floats:
    """Measure every start against every end [N, M], unrounded, `detour` times as the crow flies.

    About 0.9 microseconds a pair of distinct points.
    """
    rows, row_of = _distinct(starts)
    columns, column_of = _distinct(ends)
    pair = np.frompyfunc(lambda start, end: _metres(start, end, detour), 2, 1)
    table = pair(rows[:, None], columns[None, :]).astype(np.float64)
    return np.asarray(table[row_of][:, column_of], dtype=np.float64)


def whole_metres(metres: Floats) -> Ints:
    """Round half up to whole metres."""
    return np.floor(metres + 0.5).astype(np.int64)


def _distinct(points: Sequence[Point]) -> tuple[np.ndarray, Ints]:
    """The distinct points as objects (lat, lon, cosine of lat) in radians, and each one's place."""
    places = {point: at for at, point in enumerate(dict.fromkeys(points))}
    found = np.empty(len(places), dtype=np.object_)
    for point, at in places.items():
        lat, lon = math.radians(point[0]), math.radians(point[1])
        found[at] = (lat, lon, math.cos(lat))
    return found, np.array([places[point] for point in points], dtype=np.int64)


def _metres(
    start: tuple[float, float, float], end: tuple[float, float, float], detour: float
) -> float:
    (lat1, lon1, cos1), (lat2, lon2, cos2) = start, end
    half = math.sin((lat2 - lat1) / 2) ** 2 + cos1 * cos2 * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_RADIUS_M * math.asin(math.sqrt(half)) * detour
