"""The generator's whole story: choose the ground, draw each table, write the folder."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, get_args

from scenarios.generator import rates, sources
from scenarios.generator.absences import absence_rows
from scenarios.generator.areas import area_rows
from scenarios.generator.calendar import TERM_START, WEEKS, calendar_rows
from scenarios.generator.courses import Course, courses
from scenarios.generator.grid import period_rows
from scenarios.generator.places import GONGSHU, District, Street, gongshu, hangzhou
from scenarios.generator.requests import request_rows
from scenarios.generator.schools import budget_rows, school_rows
from scenarios.generator.streams import Draws
from scenarios.generator.teachers import teacher_rows
from scenarios.generator.venues import venue_and_room_rows
from scenarios.generator.writing import Row, write_scenario

Size = Literal["street", "district", "city"]
SIZES: Final[tuple[Size, ...]] = get_args(Size)
Name = Literal["gongshu", "street"]
# Engine-side choice: 拱宸桥街道, eight communities beside the canal.
STREET: Final = "330105005"
OUTLINE: Final = "outline.geojson"
SEEDS: Final[dict[Name, int]] = {"gongshu": 20260907, "street": 20260907}
TITLES: Final = {
    "street": "拱宸桥街道，2026年秋季学期（街道规模）",
    "district": "拱墅区，2026年秋季学期（区规模）",
    "city": "杭州市13个区县，2026年秋季学期（市规模）",
}
LICENCE: Final = (
    "CC BY 4.0 for synthetic rows; public facts as scenarios/sources/gongshu/README.md says"
)


@dataclass(frozen=True)
class Part:
    """One district of a world, the streets of it that take part, and how much of everything."""

    district: District
    streets: tuple[Street, ...]
    sections: int
    tag: str


Tables = dict[str, list[Row]]
Twist = Callable[[Tables, tuple[Street, ...], Draws], None]
"""Changes drawn tables; the draws are its own, so that it leaves all others as they were."""


@dataclass(frozen=True)
class World:
    """What is drawn: the parts, which courses, and a twist at the end.

    `few_streets` tells that it is not a whole district: the better known courses are offered
    only, and its schools and staff are not held against the whole district's minimums.
    """

    name: str
    title: str
    parts: tuple[Part, ...]
    few_streets: bool = False
    twist: Twist | None = None


def generate(size: Size, seed: int, out: Path) -> None:
    """Write a scenario folder of a size; the same size and seed give the same bytes."""
    write_world(_world(size, f"{size}-{seed}"), seed, out)


def generate_named(name: Name, out: Path) -> None:
    """Write one of the bundled worlds, whose seed is fixed."""
    write_world(_world("street" if name == "street" else "district", name), SEEDS[name], out)


def _world(size: Size, name: str) -> World:
    return World(name, TITLES[size], tuple(_parts(size)), few_streets=size == "street")


def write_world(world: World, seed: int, out: Path) -> None:
    """Draw a world and write its folder."""
    tables = _tables(world, seed)
    facts = {
        "name": world.name,
        "title": world.title,
        "origin": "synthetic on real geography (generator)",
        "licence": LICENCE,
        "seed": seed,
        "term_start": TERM_START,
        "weeks": WEEKS,
        "rule_pack": "gongshu_2023_16",
    }
    readings = {"scope": "streets"} if world.few_streets else {}
    write_scenario(out, facts, tables, {}, readings=readings)
    if len(world.parts) == 1:  # nobody publishes one for the thirteen districts together
        (out / OUTLINE).write_bytes(sources.outline_file())


def _parts(size: Size) -> list[Part]:
    """The districts of a size; only the city needs tags to keep ids apart."""
    if size == "city":
        return [_city_part(district) for district in hangzhou()]
    district = gongshu()
    if size == "district":
        return [Part(district, district.streets, rates.DISTRICT_SECTIONS, "")]
    streets = tuple(street for street in district.streets if street.code == STREET)
    return [Part(district, streets, rates.STREET_SECTIONS, "")]


def _city_part(district: District) -> Part:
    sections = round(rates.CITY_SECTIONS_PER_COMMUNITY * len(district.communities))
    if district.code == GONGSHU:
        sections = rates.DISTRICT_SECTIONS
    return Part(district, district.streets, sections, f"{district.code[3:]}-")


def _tables(world: World, seed: int) -> Tables:
    """All tables of a world, district after district."""
    parts, least_popularity = world.parts, rates.STREET_LEAST_POPULARITY if world.few_streets else 0
    register = [course for course in courses(seed) if course.popularity >= least_popularity]
    tables: Tables = {
        "periods": period_rows(),
        "courses": [course.row for course in register],
        "calendar": calendar_rows(parts[0].streets[0].code, f"V{parts[0].tag}0001"),
    }
    for part in parts:
        for name, rows in part_tables(part, register, seed).items():
            tables.setdefault(name, []).extend(rows)
    tables["unavailable"] = [
        row
        for kind in ("room", "teacher", "venue")
        for row in absence_rows(kind, [str(each["id"]) for each in tables[f"{kind}s"]], seed)
    ]
    if world.twist is not None:
        streets = tuple(street for part in parts for street in part.streets)
        world.twist(tables, streets, Draws(seed, "twist"))
    return tables


def part_tables(part: Part, register: list[Course], seed: int) -> Tables:
    """The tables of one district."""
    district, streets, tag = part.district, part.streets, part.tag
    teachers = round(part.sections * rates.TEACHERS_PER_SECTION)
    rooms = round(part.sections * rates.ROOMS_PER_SECTION)
    classes = round(part.sections * rates.CLASSES_PER_SECTION)
    lent, inside = venue_and_room_rows(district, streets, rooms, seed=seed, tag=tag)
    return {
        "areas": list(area_rows(district, streets=streets)),
        "schools": list(school_rows(district, streets, seed)),
        "budgets": list(budget_rows(district, streets, seed)),
        "venues": lent,
        "rooms": inside,
        "teachers": teacher_rows(district, streets, register, teachers, seed=seed, tag=tag),
        "requests": request_rows(district, streets, register, classes, seed=seed, tag=tag),
    }
