"""The rooms of a venue: kind, seats, equipment and hours by what the venue is."""

from collections.abc import Iterator
from typing import Final

from scenarios.generator import grid, rates
from scenarios.generator.streams import Draws, Lottery
from scenarios.generator.writing import Row

SYNTHETIC: Final = "·虚拟"
ROOM_KINDS: Final = Lottery({kind: weight for kind, (weight, _) in rates.ROOM_KINDS.items()})
BRANCH_ROOMS: Final = ("舞蹈房", "书画室", "电脑房", "烹饪室", "手工室", "音乐室", "活动厅")
FULLY_EQUIPPED: Final = frozenset({"社区学院", "街道分院"})
WEEKEND_OWNERS: Final = frozenset({"学校", "企业"})
CLOSED_ON_MONDAYS: Final = frozenset({"博物馆", "文化馆", "展览馆", "剧院", "青少年活动中心"})


def room_rows(venue: str, owner: str, prefix: str, before: int, draws: Draws) -> Iterator[Row]:
    """The rooms of one venue by its kind of owner; their ids go on after those drawn before."""
    rooms = draws.between(rates.ROOMS_BY_KIND.get(owner, rates.ROOMS_ELSEWHERE))
    for number in range(1, rooms + 1):
        kind = _kind(owner, number, draws)
        opened = _open_periods(owner, draws)
        seats = draws.between((15, 36)) if draws.happens(0.7) else draws.between((30, 60))
        yield {
            "id": f"{prefix}{before + number:04d}",
            "venue": venue,
            "name": f"{kind}{number:02d}{SYNTHETIC}",
            "seats": seats,
            "floor_m2": seats * 2 + draws.between((5, 25)),
            "facilities": ";".join(_facilities(kind, draws)),
            "open_periods": grid.joined(opened),
            "club_periods": grid.joined(_club_periods(opened, draws)),
            "origin": "synthetic",
            "source": "generator",
        }


def _kind(owner: str, number: int, draws: Draws) -> str:
    """College and branches have one room of every kind first (设施设备较为齐全, §三(五)¶1)."""
    if owner in FULLY_EQUIPPED and number <= len(BRANCH_ROOMS):
        return BRANCH_ROOMS[number - 1]
    return "手工室" if owner.startswith("非遗") else ROOM_KINDS.pick(draws)


def _facilities(kind: str, draws: Draws) -> list[str]:
    """What a room of this kind holds, each with its chance."""
    return [name for name, share in rates.ROOM_KINDS[kind][1].items() if draws.happens(share)]


def _open_periods(owner: str, draws: Draws) -> grid.Cells:
    """When the owner lets others in: by kind of owner, evenings rarely."""
    opened = _opened_by_day(owner, draws)
    if draws.happens(rates.EVENING_SHARE.get(owner, rates.EVENING_ELSEWHERE)):
        opened |= grid.cells(draws.some(list(grid.DAYS), draws.between((2, 5))), grid.EVENING)
    return opened


def _opened_by_day(owner: str, draws: Draws) -> grid.Cells:
    """The daytime cells open, by kind of owner."""
    if owner in WEEKEND_OWNERS:
        return grid.cells(grid.WEEKEND, grid.ALL_DAY) | grid.cells((1, 3, 5), grid.AFTER_SCHOOL)
    if owner in CLOSED_ON_MONDAYS:
        return grid.cells(range(2, 8), grid.ALL_DAY)
    opened = grid.cells(grid.WEEKDAYS, grid.ALL_DAY)
    if owner in FULLY_EQUIPPED or draws.happens(0.3):
        opened |= grid.cells(grid.WEEKEND, grid.ALL_DAY)
    return opened


def _club_periods(opened: grid.Cells, draws: Draws) -> list[str]:
    """The hours kept for learning clubs, out of the open ones."""
    if not draws.happens(rates.CLUB_SHARE):
        return []
    return draws.some(sorted(opened), draws.between((1, 4)))
