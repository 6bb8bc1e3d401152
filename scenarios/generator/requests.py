"""What the communities ask for: a few requests to be pooled, most one class, some to be split."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from scenarios.generator import grid, rates
from scenarios.generator.courses import Course
from scenarios.generator.places import Community, District, Street
from scenarios.generator.streams import Draws, Lottery
from scenarios.generator.writing import Row

# Engine-side assumption: when each audience can come, and how often so (facts.csv, 青岛 "times by
# audience": children about 16:00, young workers Saturday, seniors after lunch; 浙江省文化馆 19:00).
WEEKDAY_EVENINGS: Final = grid.cells(grid.WEEKDAYS, grid.EVENING)
WEEKENDS: Final = grid.cells(grid.WEEKEND, grid.ALL_DAY)
DAYPARTS: Final[dict[str, Lottery[grid.Cells]]] = {
    "老年": Lottery(
        {
            grid.cells(grid.WEEKDAYS, grid.DAYTIME): 50,
            grid.cells(grid.WEEKDAYS, grid.MORNING): 25,
            grid.cells(grid.WEEKDAYS, grid.AFTERNOON): 15,
            grid.cells((1, 3, 5), grid.DAYTIME): 10,
        }
    ),
    "在职": Lottery(
        {
            WEEKDAY_EVENINGS: 35,
            grid.cells(grid.DAYS, grid.EVENING): 30,
            WEEKDAY_EVENINGS | WEEKENDS: 35,
        }
    ),
    "青少年": Lottery({grid.cells(grid.WEEKDAYS, grid.AFTER_SCHOOL) | WEEKENDS: 60, WEEKENDS: 40}),
    "亲子": Lottery({WEEKENDS: 60, WEEKENDS | grid.cells((3,), grid.ALL_DAY): 40}),
    "居民": Lottery(
        {
            grid.cells(grid.WEEKDAYS, grid.ALL_DAY): 40,
            grid.cells(grid.WEEKDAYS, (*grid.DAYTIME, *grid.EVENING)): 35,
            WEEKDAY_EVENINGS | WEEKENDS: 25,
        }
    ),
}
AUDIENCE: Final = Lottery(rates.AUDIENCE_SHARES)
PRIORITY: Final = Lottery(rates.PRIORITY_WEIGHTS)


@dataclass(frozen=True)
class Demand:
    """Where demand lives and what it may ask for."""

    points: tuple[Community, ...]
    homes: dict[str, Lottery[Community]]
    courses: dict[str, Lottery[Course]]


def request_rows(
    district: District,
    streets: tuple[Street, ...],
    register: list[Course],
    classes: int,
    *,
    seed: int,
    tag: str,
) -> list[Row]:
    """Draw requests until they make up about the asked number of classes."""
    draws = Draws(seed, "requests", district.code)
    demand = _demand(streets, register)
    rows: list[dict[str, object]] = []
    made = 0
    while made < classes:
        parts, opened = _ordered(demand, draws)
        rows += [
            part | {"id": f"Q{tag}{len(rows) + place:04d}"}
            for place, part in enumerate(parts, start=1)
        ]
        made += opened
    return _grouped(rows, Draws(seed, "groups", district.code))


def _demand(streets: tuple[Street, ...], register: list[Course]) -> Demand:
    points = tuple(point for street in streets for point in street.points)
    old = Lottery({point: float(point.seniors) for point in points})
    everyone = Lottery({point: float(point.residents) for point in points})
    return Demand(
        points=points,
        homes={
            audience: old if audience == "老年" else everyone for audience in rates.AUDIENCE_SHARES
        },
        courses={
            audience: Lottery(
                {each: each.popularity for each in register if audience in each.audiences}
            )
            for audience in rates.AUDIENCE_SHARES
        },
    )


def _ordered(demand: Demand, draws: Draws) -> tuple[list[dict[str, object]], int]:
    """One order: the requests it consists of, and how many classes they are meant to make."""
    audience = AUDIENCE.pick(draws)
    course = demand.courses[audience].pick(draws)
    home = demand.homes[audience].pick(draws)
    allowed = DAYPARTS[audience].pick(draws)
    sizes, opened = _sizes(course, draws)
    homes = _homes(home, demand.points, len(sizes), draws)
    made = [
        _request(course, audience, where, learners, allowed, draws)
        for where, learners in zip(homes, sizes, strict=True)
    ]
    return made, opened


def _sizes(course: Course, draws: Draws) -> tuple[list[int], int]:
    """Learners of each request of an order, and the classes they are meant to make."""
    kind = draws.share()
    if kind < rates.POOLED_SHARE:
        parts = 2 if draws.happens(0.7) else 3
        return [draws.between(rates.POOLED_PART_LEARNERS) for _ in range(parts)], 1
    if kind < rates.POOLED_SHARE + rates.LARGE_SHARE:
        learners = draws.between(rates.LARGE_LEARNERS)
        return [learners], -(-learners // course.most)
    if kind < rates.POOLED_SHARE + rates.LARGE_SHARE + rates.LONE_SHARE:
        return [draws.between(rates.LONE_LEARNERS)], 0
    return [draws.between(rates.CLASS_LEARNERS)], 1


def _homes(
    home: Community, points: tuple[Community, ...], count: int, draws: Draws
) -> list[Community]:
    """The home and, for pooled orders, neighbours within reach (or home itself again)."""
    if count == 1:
        return [home]
    near = [point for point in points if _near(home, point)]
    return [home, *(draws.pick(near) for _ in range(count - 1))]


def _near(one: Community, other: Community) -> bool:
    east, north = one.at[0] - other.at[0], one.at[1] - other.at[1]
    return east * east + north * north <= rates.POOL_REACH_M**2


def _request(
    course: Course, audience: str, home: Community, learners: int, allowed: grid.Cells, draws: Draws
) -> dict[str, object]:
    return {
        "id": "",
        "area": home.code,
        "course": course.id,
        "learners": learners,
        "priority": PRIORITY.pick(draws),
        "audience": audience,
        "allowed_periods": grid.joined(allowed),
        "preferred_periods": grid.joined(_preferred(allowed, draws)),
        "max_walk_m": 100 * draws.between(_walk_hundreds(course, audience)),
        "group": "",
        "origin": "synthetic",
        "source": "generator",
    }


def _walk_hundreds(course: Course, audience: str) -> tuple[int, int]:
    """The furthest walk in hundreds of metres, by audience or by what the course needs."""
    near, far = rates.EQUIPPED_WALK_M if course.equipped else rates.WALK_M[audience]
    return near // 100, far // 100


def _preferred(allowed: grid.Cells, draws: Draws) -> list[str]:
    if draws.happens(rates.NO_PREFERENCE_SHARE):
        return []
    return draws.some(sorted(allowed), draws.between((2, 5)))


def _grouped(rows: list[dict[str, object]], draws: Draws) -> list[Row]:
    """Some neighbours of one community sign up twice: their courses must not meet at once."""
    by_home: dict[tuple[object, object], list[dict[str, object]]] = {}
    for row in rows:
        by_home.setdefault((row["area"], row["audience"]), []).append(row)
    for (area, _), mine in sorted(by_home.items(), key=lambda item: str(item[0])):
        for number, pair in enumerate(_pairs(mine), start=1):
            if draws.happens(rates.GROUP_SHARE):
                for row in pair:
                    row["group"] = f"G{area}-{row['audience']}-{number}"
    return list(rows)


def _pairs(rows: list[dict[str, object]]) -> Iterator[tuple[dict[str, object], dict[str, object]]]:
    return zip(rows[::2], rows[1::2], strict=False)
