"""The area tree on the ground: real codes and names, placed and counted where nobody publishes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from scenarios.generator import ground, rates, sources
from scenarios.generator.ground import Land, Metres
from scenarios.generator.streams import Draws, portions

GONGSHU: Final = "330105"
GEOGRAPHY: Final = 0  # one geography for every seed: places are as near to facts as we can get
STATISTICAL: Final = "类似社区"
CELLS_PER_COMMUNITY: Final = 24
RING_M: Final = 26_000


@dataclass(frozen=True)
class Community:
    """A community on the ground; `teaching` is false for the statistical 类似社区."""

    code: str
    name: str
    residents: int
    seniors: int
    at: Metres
    teaching: bool
    source: str


@dataclass(frozen=True)
class Street:
    """A street with its communities; `known` holds its row of `streets.csv`, if it has one."""

    code: str
    name: str
    at: Metres
    communities: tuple[Community, ...]
    residents: int
    known: dict[str, str] | None

    @property
    def points(self) -> tuple[Community, ...]:
        """The communities with a teaching point."""
        return tuple(each for each in self.communities if each.teaching)


@dataclass(frozen=True)
class District:
    """A district with its streets, and the residents the census gives it."""

    code: str
    name: str
    at: Metres
    streets: tuple[Street, ...]
    residents: int

    @property
    def communities(self) -> tuple[Community, ...]:
        """All communities, statistical ones included."""
        return tuple(each for street in self.streets for each in street.communities)

    @property
    def points(self) -> tuple[Community, ...]:
        """All communities with a teaching point."""
        return tuple(each for street in self.streets for each in street.points)


def gongshu() -> District:
    """The real district: outline, 18 streets and 178 community codes."""
    rows = sources.table("streets")
    centres = [ground.metres(float(row["lat_wgs84"]), float(row["lon_wgs84"])) for row in rows]
    land = ground.land_inside([ground.metres(lat, lon) for lon, lat in sources.outline()])
    names = [(row["code"], row["name"]) for row in rows]
    streets = _streets(names, centres, land, [int(row["pop_2020_est"]) for row in rows])
    known = dict(zip((row["code"] for row in rows), rows, strict=True))
    located = tuple(_with_facts(street, known[street.code]) for street in streets)
    return District(GONGSHU, "拱墅区", _middle(land), located, census_residents())


def census_residents() -> int:
    """The district's residents of the 2020 census, from `facts.csv`."""
    return next(
        int(row["value"])
        for row in sources.table("facts")
        if row["metric"] == "resident population, 7th census" and row["area"] == "拱墅"
    )


def hangzhou() -> list[District]:
    """The 13 districts of Hangzhou; all but Gongshu stand on synthetic round land."""
    rows = [row for row in sources.table("hangzhou_divisions") if row["level"] == "district"]
    others = [row for row in rows if row["code"] != GONGSHU]
    elsewhere = round(census_residents() * (1 / rates.RESIDENTS_SHARE_OF_CITY - 1))
    residents = portions(elsewhere, [len(_community_rows(row["code"])) for row in others])
    places = zip(others, residents, _ring(len(others)), strict=True)
    built = [_synthetic_district(row, count, at) for row, count, at in places]
    return sorted([gongshu(), *built], key=lambda district: district.code)


def _synthetic_district(row: dict[str, str], residents: int, at: Metres) -> District:
    """A real district's tree on invented ground."""
    code = row["code"]
    names = [(each["code"], each["name"]) for each in _street_rows(code)]
    communities = [len(_community_rows(street)) for street, _ in names]
    land = ground.land_around(at, sum(communities) * CELLS_PER_COMMUNITY)
    middles = ground.spread(land, len(names), Draws(GEOGRAPHY, "streets", code))
    centres = [(int(east), int(north)) for east, north in middles]
    streets = _streets(names, centres, land, portions(residents, communities))
    return District(code, row["name"], at, streets, residents)


def _ring(count: int) -> list[Metres]:
    """Middles of the synthetic districts: a square ring around Gongshu, far enough apart."""
    steps = [(east, north) for east in range(-2, 3) for north in range(-2, 3)]
    far = [step for step in steps if max(abs(step[0]), abs(step[1])) == 2]
    chosen = far[:: len(far) // count][:count]
    return [(RING_M * east + 6_000, RING_M * north + 7_500) for east, north in chosen]


def _streets(
    names: Sequence[tuple[str, str]], centres: Sequence[Metres], land: Land, residents: list[int]
) -> tuple[Street, ...]:
    """Give each street the land nearest to its centre, and spread its communities on it."""
    owner = ground.nearest(land, np.array(centres, dtype=np.int64))
    return tuple(
        _street(code, name, centres[place], land[owner == place], count)
        for place, ((code, name), count) in enumerate(zip(names, residents, strict=True))
    )


def _street(code: str, name: str, at: Metres, land: Land, residents: int) -> Street:
    """A street whose communities stand on the built-up part of its land, around its point."""
    rows = _community_rows(code)
    cells = round(len(rows) * rates.COMMUNITY_KM2 * ground.CELLS_PER_KM2)
    built_up = ground.land_near(land, at, cells)
    return Street(code, name, at, _communities(code, rows, residents, built_up), residents, None)


def _communities(
    street: str, rows: list[dict[str, str]], residents: int, land: Land
) -> tuple[Community, ...]:
    """Place and count the communities of one street; statistical ones have no residents."""
    draws = Draws(GEOGRAPHY, "communities", street)
    places = ground.spread(land, len(rows), draws)
    low, high = rates.COMMUNITY_WEIGHT
    weights = [
        0.0 if STATISTICAL in row["name"] else low + (high - low) * draws.share() for row in rows
    ]
    counts = portions(residents, weights)
    return tuple(
        Community(
            code=row["code"],
            name=row["name"],
            residents=count,
            seniors=round(count * rates.SENIORS_SHARE),
            at=(int(at[0]), int(at[1])),
            teaching=STATISTICAL not in row["name"],
            source=row["source"],
        )
        for row, count, at in zip(rows, counts, places, strict=True)
    )


def _street_rows(district: str) -> list[dict[str, str]]:
    return [row for row in _divisions() if row["parent_code"] == district]


def _community_rows(above: str) -> list[dict[str, str]]:
    return [row for row in _divisions() if row["code"].startswith(above) and len(row["code"]) == 12]


def _divisions() -> Iterable[dict[str, str]]:
    return sources.table("hangzhou_divisions")


def _with_facts(street: Street, row: dict[str, str]) -> Street:
    return Street(street.code, street.name, street.at, street.communities, street.residents, row)


def _middle(land: Land) -> Metres:
    east, north = (int(total) // len(land) for total in land.sum(axis=0))
    return east, north
