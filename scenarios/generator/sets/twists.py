"""Twists: what makes a drawn world tight in one way, and leaves the rest of it as it was.

Every share is an engine-side choice: it is made to be hard, not to be like a district.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from scenarios.generator import grid, ground, rates
from scenarios.generator.calendar import TERM_START, WEEKS
from scenarios.generator.generate import Tables
from scenarios.generator.places import Community, Street
from scenarios.generator.streams import Draws
from scenarios.generator.writing import Row

SCARCE: Final = 6
EVENINGS: Final = grid.joined(grid.cells(grid.WEEKDAYS, grid.EVENING))
SMALL_LEARNERS: Final = (3, 6)
SMALL_FROM: Final = 8
RUNS: Final = ("1-8;9-16", "1-15/2;2-16/2", "1-8;9-16;1-15/2;2-16/2")
FAR_M: Final = 15_000
LONGER_WALK_M: Final = 600
Streets = tuple[Street, ...]


def scarce_skills(tables: Tables, _streets: Streets, _draws: Draws) -> None:
    """Take away every second teacher of the skills asked for most, and what others know of them."""
    skill_of = {row["id"]: str(row["skill"]) for row in tables["courses"]}
    wanted: Counter[str] = Counter()
    for row in tables["requests"]:
        wanted[skill_of[row["course"]]] += int(str(row["learners"]))
    scarce = {skill for skill, _ in wanted.most_common(SCARCE)}
    kept: list[Row] = []
    seen: Counter[str] = Counter()
    for row in tables["teachers"]:
        first, *others = str(row["skills"]).split(";")
        name = first.partition(":")[0]
        seen[name] += 1
        if name in scarce and not seen[name] % 2:
            continue
        others = [each for each in others if each.partition(":")[0] not in scarce]
        kept.append({**row, "skills": ";".join([first, *others])})
    tables["teachers"] = kept
    _forget_the_absent(tables)


def scarce_evenings(tables: Tables, _streets: Streets, draws: Draws) -> None:
    """Let two of five requests ask for weekday evenings, and one of three open evenings close."""
    tables["requests"] = [
        {**row, "allowed_periods": EVENINGS, "preferred_periods": ""} if draws.happens(0.4) else row
        for row in tables["requests"]
    ]
    tables["rooms"] = [
        {
            **row,
            "open_periods": grid.joined(
                each
                for each in _periods(row, "open_periods")
                if each[2] != "5" or draws.happens(2 / 3)
            ),
        }
        for row in tables["rooms"]
    ]
    tables["rooms"] = [
        {
            **row,
            "club_periods": grid.joined(
                {*_periods(row, "club_periods")} & {*_periods(row, "open_periods")}
            ),
        }
        for row in tables["rooms"]
    ]
    tables["teachers"] = [
        {**row, "available_periods": grid.joined({*_periods(row, "available_periods"), *evenings})}
        if (evenings := draws.some(EVENINGS.split(";"), draws.between((2, 5))))
        else row
        for row in tables["teachers"]
    ]


def far_apart(tables: Tables, streets: Streets, draws: Draws) -> None:
    """Let all teachers live in one street, and half of the venues lend nothing."""
    homes = streets[0].points
    tables["teachers"] = [
        {**row, **_at(draws.pick(homes)), "serves": "district", "max_distance_m": FAR_M}
        for row in tables["teachers"]
    ]
    tables["venues"] = [{**row, "free": draws.happens(0.5)} for row in tables["venues"]]


def small_requests(tables: Tables, streets: Streets, draws: Draws) -> None:
    """Let every request of a class come as several of a few neighbours each."""
    points = [point for street in streets for point in street.points]
    parts: list[Row] = []
    for row in tables["requests"]:
        left, home = int(str(row["learners"])), _home(row, points)
        near = [point for point in points if _near(home, point)]
        number = 0
        while left >= SMALL_FROM:
            learners, number = draws.between(SMALL_LEARNERS), number + 1
            area, left = draws.pick(near).code, left - learners
            parts.append(
                {
                    **row,
                    "id": f"{row['id']}-{number}",
                    "area": area,
                    "learners": learners,
                    "group": "",
                }
            )
        parts.append({**row, "learners": left})
    tables["requests"] = parts


def part_terms(tables: Tables, _streets: Streets, draws: Draws) -> None:
    """Let every course run a part of the term, in halves or every other week; loads are halved."""
    tables["courses"] = [{**row, "weeks_allowed": draws.pick(RUNS)} for row in tables["courses"]]
    tables["teachers"] = [
        {**row, "max_weekly_meetings": max(1, int(str(row["max_weekly_meetings"])) // 2)}
        for row in tables["teachers"]
    ]


def street_out(tables: Tables, streets: Streets, _draws: Draws) -> None:
    """Close every venue of the first street for the term; its people walk further."""
    street = streets[0]
    here = {point.code for point in street.communities} | {street.code}
    last = TERM_START + timedelta(days=7 * WEEKS - 1)
    closed = {str(row["id"]) for row in tables["venues"] if row["area"] in here}
    tables["unavailable"] = [
        *(row for row in tables["unavailable"] if row["id"] not in closed),
        *(
            {
                "kind": "venue",
                "id": venue,
                "from_date": TERM_START,
                "to_date": last,
                "reason": "全街停用·虚拟",
                "origin": "synthetic",
            }
            for venue in sorted(closed)
        ),
    ]
    tables["requests"] = [
        {**row, "max_walk_m": int(str(row["max_walk_m"])) + LONGER_WALK_M}
        if row["area"] in here
        else row
        for row in tables["requests"]
    ]


def seniors_only(tables: Tables, _streets: Streets, _draws: Draws) -> None:
    """Keep what seniors ask for."""
    tables["requests"] = [row for row in tables["requests"] if row["audience"] == "老年"]


def _forget_the_absent(tables: Tables) -> None:
    """Drop the absences of teachers who are not there any more."""
    there = {row["id"] for row in tables["teachers"]}
    tables["unavailable"] = [
        row for row in tables["unavailable"] if row["kind"] != "teacher" or row["id"] in there
    ]


def _periods(row: Row, column: str) -> list[str]:
    return [each for each in str(row[column]).split(";") if each]


def _at(home: Community) -> dict[str, object]:
    lat, lon = ground.degrees(home.at)
    return {"area": home.code, "lat": lat, "lon": lon}


def _home(row: Row, points: Sequence[Community]) -> Community:
    return next(point for point in points if point.code == row["area"])


def _near(one: Community, other: Community) -> bool:
    east, north = one.at[0] - other.at[0], one.at[1] - other.at[1]
    return east * east + north * north <= rates.POOL_REACH_M**2
