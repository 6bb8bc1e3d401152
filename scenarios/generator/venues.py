"""The venue register: real public names where published, synthetic rooms everywhere."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from scenarios.generator import grid, ground, rates, sources
from scenarios.generator.ground import Metres
from scenarios.generator.places import GONGSHU, Community, District, Street
from scenarios.generator.streams import Draws, Lottery
from scenarios.generator.writing import Row

SYNTHETIC: Final = "·虚拟"
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
ROOM_KINDS: Final = Lottery({kind: weight for kind, (weight, _) in rates.ROOM_KINDS.items()})
BRANCH_ROOMS: Final = ("舞蹈房", "书画室", "电脑房", "烹饪室", "手工室", "音乐室", "活动厅")
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


@dataclass
class Register:
    """Venue and room rows as they are drawn, with running ids."""

    tag: str
    venues: list[Row]
    rooms: list[Row]

    def venue_id(self) -> str:
        """The id of the next venue."""
        return f"V{self.tag}{len(self.venues) + 1:04d}"

    def room_id(self) -> str:
        """The id of the next room."""
        return f"R{self.tag}{len(self.rooms) + 1:04d}"


def draw_register(
    district: District, streets: tuple[Street, ...], rooms: int, *, seed: int, tag: str
) -> Register:
    """Open venues until the asked number of rooms is reached: schools first, then the others."""
    register = Register(tag, [], [])
    draws = Draws(seed, "venues", district.code)
    for venue in (*_published(district, streets, draws), *_schools(district, streets)):
        _open(register, venue, draws)
    homes = [point for street in streets for point in street.points]
    while len(register.rooms) < rooms:
        _open(
            register,
            _another(draws.pick(homes), OTHER_KINDS.pick(draws), len(register.venues)),
            draws,
        )
    return register


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
    name = f"{home.name}{kind}{number + 1}{SYNTHETIC}"
    return Venue(name, kind, tier, home, "synthetic", "generator", guessed=True)


def _open(register: Register, venue: Venue, draws: Draws) -> None:
    """Enter one venue and its rooms."""
    ident = register.venue_id()
    count = draws.between(rates.ROOMS_BY_KIND.get(venue.kind, rates.ROOMS_ELSEWHERE))
    register.venues.append(_venue_row(ident, venue, draws))
    for number in range(1, count + 1):
        register.rooms.append(_room_row(register.room_id(), ident, venue, number, draws))


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


def _room_row(ident: str, venue_id: str, venue: Venue, number: int, draws: Draws) -> Row:
    kind = _room_kind(venue, number, draws)
    seats = draws.between((15, 36)) if draws.happens(0.7) else draws.between((30, 60))
    opened = _open_periods(venue, draws)
    return {
        "id": ident,
        "venue": venue_id,
        "name": f"{kind}{number:02d}{SYNTHETIC}",
        "seats": seats,
        "floor_m2": seats * 2 + draws.between((5, 25)),
        "facilities": ";".join(_facilities(kind, draws)),
        "open_periods": grid.joined(opened),
        "club_periods": grid.joined(_club_periods(opened, draws)),
        "origin": "synthetic",
        "source": "generator",
    }


def _room_kind(venue: Venue, number: int, draws: Draws) -> str:
    """College and branches have one room of every kind first (设施设备较为齐全, §三(五)¶1)."""
    drawn = ROOM_KINDS.pick(draws)
    equipped = venue.kind in {"社区学院", "街道分院"} and number <= len(BRANCH_ROOMS)
    if equipped:
        return BRANCH_ROOMS[number - 1]
    return "手工室" if venue.kind.startswith("非遗") else drawn


def _facilities(kind: str, draws: Draws) -> list[str]:
    """What a room of this kind holds, each with its chance."""
    return [name for name, share in rates.ROOM_KINDS[kind][1].items() if draws.happens(share)]


def _open_periods(venue: Venue, draws: Draws) -> grid.Cells:
    """When the owner lets others in: by kind of owner, evenings rarely."""
    opened = _opened_by_day(venue.kind, draws)
    evening = rates.EVENING_SHARE.get(venue.kind, rates.EVENING_ELSEWHERE)
    if draws.happens(evening):
        opened |= grid.cells(draws.some(list(grid.DAYS), draws.between((2, 5))), grid.EVENING)
    return opened


def _opened_by_day(kind: str, draws: Draws) -> grid.Cells:
    """The daytime cells open, by kind of owner."""
    if kind in {"学校", "企业"}:
        return grid.cells(grid.WEEKEND, grid.ALL_DAY) | grid.cells((1, 3, 5), grid.AFTER_SCHOOL)
    if kind in {"博物馆", "文化馆", "展览馆", "剧院", "青少年活动中心"}:
        return grid.cells(range(2, 8), grid.ALL_DAY)
    opened = grid.cells(grid.WEEKDAYS, grid.ALL_DAY)
    if kind in {"街道分院", "社区学院"} or draws.happens(0.3):
        opened |= grid.cells(grid.WEEKEND, grid.ALL_DAY)
    return opened


def _club_periods(opened: grid.Cells, draws: Draws) -> list[str]:
    """The hours kept for learning clubs, out of the open ones."""
    if not draws.happens(rates.CLUB_SHARE):
        return []
    return draws.some(sorted(opened), draws.between((1, 4)))
