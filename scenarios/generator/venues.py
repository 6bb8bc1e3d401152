"""The venue register: real public names where published, synthetic rooms everywhere."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from typing import Final

from scenarios.generator import ground, rates, sources
from scenarios.generator.ground import Metres
from scenarios.generator.places import GONGSHU, Community, District, Street
from scenarios.generator.rooms import SYNTHETIC, room_rows
from scenarios.generator.streams import Draws, Lottery
from scenarios.generator.writing import Row

CONFIRMED: Final = date(2026, 8, 20)
INVENTED: Final = "free;confirmed_on;liaison;separate_entrance"
# Engine-side assumption: what else a district lends (owner kinds of §三(一)¶1).
OTHER_KINDS: Final = Lottery(
    {
        "党群服务中心": 42,
        "文化家园": 26,
        "社区综合服务中心": 12,
        "新时代文明实践站": 8,
        "企业": 8,
        "医院": 4,
    }
)
TEACHING_KINDS: Final = ("社区学院", "街道分院", "社区市民学校")


@dataclass(frozen=True)
class Venue:
    """A venue before its rooms are drawn."""

    name: str
    kind: str
    tier: str
    home: Community
    origin: str
    source: str
    guessed: bool

    @property
    def campus(self) -> bool:
        """Whether it is a school or kindergarten, usable only with liaison and own entrance."""
        return self.kind == "学校"


def venue_and_room_rows(
    district: District, streets: tuple[Street, ...], rooms: int, *, seed: int, tag: str
) -> tuple[list[Row], list[Row]]:
    """Open venues until about the asked number of rooms is reached: schools first, then others."""
    equip = Draws(seed, "rooms", district.code)
    opened: list[Row] = []
    inside: list[Row] = []
    for number, venue in enumerate(_venues(district, streets, seed), start=1):
        if len(inside) >= rooms and venue.kind not in TEACHING_KINDS:
            break
        ident = f"V{tag}{number:04d}"
        opened.append(_venue_row(ident, venue, Draws(seed, "venue", ident)))
        inside += room_rows(ident, venue.kind, f"R{tag}", len(inside), equip)
    return opened, inside


def _venues(district: District, streets: tuple[Street, ...], seed: int) -> Iterator[Venue]:
    """The venues in the order of their ids: published ones, schools, then ever more others."""
    draws = Draws(seed, "venues", district.code)
    yield from _published(district, streets, draws)
    yield from _schools(district, streets)
    homes = [point for street in streets for point in street.points]
    for number in count(1):
        yield _another(draws.pick(homes), OTHER_KINDS.pick(draws), number)


def _published(district: District, streets: tuple[Street, ...], draws: Draws) -> Iterator[Venue]:
    """The public venues of Gongshu that stand in these streets."""
    if district.code != GONGSHU:
        return
    wanted = {street.code for street in streets}
    for row in sources.table("venues_public"):
        street, home, guessed = _home(row, district, draws)
        if street.code in wanted:
            kind = row["kind"].split()[0]
            yield Venue(row["name"], kind, row["tier_guess"], home, "real", row["source"], guessed)


def _home(row: dict[str, str], district: District, draws: Draws) -> tuple[Street, Community, bool]:
    """Where a public venue stands: as published, else as its name hints, else anywhere."""
    text = row["name"] + row["address"]
    stated = [street for street in district.streets if street.name == row["street"]]
    named = [street for street in district.streets if street.name.removesuffix("街道") in text]
    street = (stated or named or [draws.pick(district.streets)])[0]
    inside = [point for point in street.points if point.name in text]
    home = draws.pick(inside or list(street.points))
    return street, home, not stated


def _schools(district: District, streets: tuple[Street, ...]) -> Iterator[Venue]:
    """The premises of the branches and the teaching points (the college is a public venue)."""
    made = "generator"
    if district.code != GONGSHU:
        name = f"{district.name}社区学院{SYNTHETIC}"
        yield Venue(
            name, "社区学院", "district", streets[0].points[0], "synthetic", made, guessed=True
        )
    for street in streets:
        name = f"社区学院{street.name}分院{SYNTHETIC}"
        yield Venue(name, "街道分院", "street", street.points[0], "synthetic", made, guessed=True)
        for point in street.points:
            name = f"{point.name}市民学校{SYNTHETIC}"
            yield Venue(name, "社区市民学校", "community", point, "synthetic", made, guessed=True)


def _another(home: Community, kind: str, number: int) -> Venue:
    tier = "street" if kind in {"企业", "医院", "文化家园"} else "community"
    name = f"{home.name}{kind}{number}{SYNTHETIC}"
    return Venue(name, kind, tier, home, "synthetic", "generator", guessed=True)


def _venue_row(ident: str, venue: Venue, draws: Draws) -> Row:
    lat, lon = ground.degrees(_beside(venue.home.at, draws))
    lent = venue.kind not in TEACHING_KINDS
    confirmed = CONFIRMED - timedelta(days=draws.between((0, 60)))
    known = not (lent and draws.happens(rates.UNCONFIRMED_SHARE))
    return {
        "id": ident,
        "name": venue.name,
        "owner_kind": venue.kind,
        "tier": venue.tier,
        "area": venue.home.code,
        "lat": lat,
        "lon": lon,
        "free": not (lent and draws.happens(rates.NOT_FREE_SHARE)),
        "confirmed_on": confirmed if known else None,
        "campus": venue.campus,
        "liaison": _liaison(ident, venue, draws),
        "separate_entrance": not venue.campus or draws.happens(rates.SEPARATE_ENTRANCE_SHARE),
        "point_is_estimate": True,
        "area_is_estimate": venue.guessed,
        "origin": venue.origin,
        "source": venue.source,
        "invented": INVENTED if venue.origin == "real" else "*",
    }


def _beside(at: Metres, draws: Draws) -> Metres:
    """A point within about 300 m."""
    return at[0] + draws.between((-220, 220)), at[1] + draws.between((-220, 220))


def _liaison(ident: str, venue: Venue, draws: Draws) -> str:
    """A visibly synthetic liaison officer; some campuses have none and cannot be matched."""
    if venue.campus and draws.happens(rates.LIAISON_SHARE):
        return f"联络员{ident}"
    return ""
