"""Whole metres on the ground: the district's outline, and points spread evenly over land.

Integers only, so that every machine places every community on the same metre.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from scenarios.generator.streams import Draws

Metres = tuple[int, int]
Land = npt.NDArray[np.int64]  # (cells, 2), metres east and north of the origin

ORIGIN_LAT: Final = 30.25
ORIGIN_LON: Final = 120.05
METRES_PER_LAT: Final = 111_195  # a degree of a sphere of 6,371 km
METRES_PER_LON: Final = 95_990  # the same at the district's latitude, 30.32° N
CELL_M: Final = 150
CELLS_PER_KM2: Final = 1_000_000 / CELL_M**2
ROUNDS: Final = 12


def metres(lat: float, lon: float) -> Metres:
    """A WGS84 point as whole metres east and north of the origin."""
    return round((lon - ORIGIN_LON) * METRES_PER_LON), round((lat - ORIGIN_LAT) * METRES_PER_LAT)


def degrees(point: Metres) -> tuple[float, float]:
    """Metres back as (lat, lon), to about a metre."""
    east, north = point
    return round(ORIGIN_LAT + north / METRES_PER_LAT, 5), round(
        ORIGIN_LON + east / METRES_PER_LON, 5
    )


def land_inside(corners: Sequence[Metres]) -> Land:
    """The cells of the ground whose middle lies inside the outline (even-odd rule)."""
    ring = np.array(corners, dtype=np.int64)
    cells = _cells(ring.min(axis=0), ring.max(axis=0))
    inside = np.zeros(len(cells), dtype=bool)
    for (x1, y1), (x2, y2) in zip(ring[:-1].tolist(), ring[1:].tolist(), strict=True):
        spans = (y1 > cells[:, 1]) != (y2 > cells[:, 1])
        left = (x2 - x1) * (cells[:, 1] - y1) - (cells[:, 0] - x1) * (y2 - y1)
        inside ^= spans & ((left > 0) == (y2 > y1))
    return cells[inside]


def land_around(centre: Metres, count: int) -> Land:
    """About `count` cells in a round piece of land."""
    radius = round((count / 3.14159) ** 0.5) * CELL_M
    middle = np.array(centre, dtype=np.int64)
    cells = _cells(middle - radius, middle + radius)
    inside: npt.NDArray[np.bool_] = ((cells - middle) ** 2).sum(axis=1) <= radius * radius
    return cells[inside]


def land_near(land: Land, centre: Metres, count: int) -> Land:
    """The `count` cells nearest to a centre (all when there are fewer), in their own order."""
    gaps = ((land - np.array(centre, dtype=np.int64)) ** 2).sum(axis=1)
    return land[np.sort(np.argsort(gaps, kind="stable")[:count])]


def _cells(low: Land, high: Land) -> Land:
    """All cell middles between two corners."""
    east = np.arange(int(low[0]), int(high[0]) + 1, CELL_M, dtype=np.int64)
    north = np.arange(int(low[1]), int(high[1]) + 1, CELL_M, dtype=np.int64)
    return np.stack(np.meshgrid(east, north, indexing="ij"), axis=-1).reshape(-1, 2)


def nearest(land: Land, points: Land) -> npt.NDArray[np.intp]:
    """For each cell the place of its nearest point; ties go to the first."""
    gaps = land[:, None, :] - points[None, :, :]
    return np.asarray((gaps * gaps).sum(axis=2).argmin(axis=1))


def spread(land: Land, count: int, draws: Draws) -> Land:
    """Place points so that each has about the same share of the land (Lloyd's method)."""
    points = land[draws.some(range(len(land)), count)]
    for _ in range(ROUNDS):
        owner = nearest(land, points)
        for place in range(count):
            mine = land[owner == place]
            if len(mine):
                points[place] = mine.sum(axis=0) // len(mine)
    return points
