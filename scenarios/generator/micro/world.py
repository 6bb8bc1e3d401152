"""A micro world in a few words: rows with defaults, so that each world states what matters."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final

from scenarios.generator.ground import METRES_PER_LAT
from scenarios.generator.writing import COLUMNS, Row, write_scenario

TERM_START: Final = date(2026, 9, 7)
WEEKS: Final = 4
MONDAY: Final = "P11;P12"
TUESDAY: Final = "P21;P22"
LAT: Final = 30.3
LON: Final = 120.15


def _row(table: str, defaults: Row, changed: Mapping[str, object]) -> Row:
    """Lay changes over defaults; a column the table does not have is a slip of the writer."""
    unknown = set(changed) - set(COLUMNS[table].split(","))
    if unknown:
        raise KeyError(f"{table} has no column {sorted(unknown)}")
    return {**defaults, **changed, "origin": "synthetic"}


def north(metres: float) -> float:
    """The latitude so many metres north of the first community."""
    return round(LAT + metres / METRES_PER_LAT, 6)


def area(code: str, level: str, parent: str, *, metres_north: float = 0) -> Row:
    """An area with 20,000 residents on a line going north."""
    return {
        "code": code,
        "name": f"示例{code}",
        "level": level,
        "parent": parent,
        "residents": 20_000,
        "residents_source": "synthetic",
        "seniors": 4_000,
        "lat": north(metres_north),
        "lon": LON,
        "point_is_estimate": False,
        "origin": "synthetic",
    }


def school(ident: str, kind: str, of: str) -> Row:
    """A school with floor enough."""
    return _row(
        "schools",
        {"id": ident, "name": f"示例{ident}", "kind": kind, "area": of, "floor_m2": 500},
        {},
    )


def period(ident: str, start: str, end: str) -> Row:
    """A period whose id says its weekday: `P12` is Monday's second."""
    return _row("periods", {"id": ident, "weekday": int(ident[1]), "start": start, "end": end}, {})


def day(when: date, kind: str, **changed: object) -> Row:
    """A day of the calendar that is not ordinary."""
    defaults = {
        "date": when,
        "kind": kind,
        "follows_weekday": None,
        "replaces_date": None,
        "name": "示例日",
        "area": "",
        "venue": "",
        "confirmed": True,
    }
    return _row("calendar", defaults, changed)


def venue(ident: str = "V1", **changed: object) -> Row:
    """A free, confirmed venue of the first community, at the community's point."""
    defaults = {
        "id": ident,
        "name": f"示例场地{ident}",
        "owner_kind": "文化家园",
        "tier": "community",
        "area": "C1",
        "lat": None,
        "lon": None,
        "free": True,
        "confirmed_on": date(2026, 8, 20),
        "campus": False,
        "liaison": "",
        "separate_entrance": True,
    }
    return _row("venues", defaults, changed)


def room(ident: str = "R1", **changed: object) -> Row:
    """A room of 30 seats, always open, without equipment."""
    defaults = {
        "id": ident,
        "venue": "V1",
        "name": f"示例教室{ident}",
        "seats": 30,
        "floor_m2": 60,
        "facilities": "",
        "open_periods": "*",
        "club_periods": "",
    }
    return _row("rooms", defaults, changed)


def teacher(ident: str = "T1", **changed: object) -> Row:
    """A part-time calligrapher of the first community, lent in the whole district, without limits."""
    defaults = {
        "id": ident,
        "name": f"教师{ident[1:]}·虚拟",
        "tier": "district",
        "serves": "district",
        "area": "C1",
        "lat": None,
        "lon": None,
        "employment": "part_time",
        "skills": "书法:1",
        "audiences": "*",
        "available_periods": "*",
        "max_weekly_meetings": None,
        "max_daily_meetings": None,
        "max_distance_m": None,
        "fee": 0,
        "manager": False,
        "school": "",
    }
    return _row("teachers", defaults, changed)


def away(kind: str, ident: str, first: date, last: date) -> Row:
    """An absence, both dates included."""
    defaults = {"kind": kind, "id": ident, "from_date": first, "to_date": last, "reason": "示例"}
    return _row("unavailable", defaults, {})


def course(ident: str = "K1", **changed: object) -> Row:
    """Calligraphy for everyone, once a week all term, onsite, for 1 to 30 learners."""
    defaults = {
        "id": ident,
        "name": f"示例课程{ident}",
        "category": "休闲娱乐",
        "skill": "书法",
        "level": 1,
        "audience": "居民",
        "modes": "onsite",
        "facilities": "",
        "minutes": 90,
        "meetings_per_week": 1,
        "weeks_allowed": f"1-{WEEKS}",
        "min_learners": 1,
        "max_learners": 30,
        "same_teacher": True,
        "same_room": True,
        "price": 0,
        "status": "offered",
    }
    return _row("courses", defaults, changed)


def request(ident: str = "Q1", **changed: object) -> Row:
    """Ten learners of the first community, priority 2, at any time, 1,500 m at most."""
    defaults = {
        "id": ident,
        "area": "C1",
        "course": "K1",
        "learners": 10,
        "priority": 2,
        "audience": "居民",
        "allowed_periods": "*",
        "preferred_periods": "",
        "max_walk_m": 1500,
        "group": "",
    }
    return _row("requests", defaults, changed)


ONE_COMMUNITY: Final = (
    area("D1", "district", ""),
    area("S1", "street", "D1"),
    area("C1", "community", "S1"),
)
SCHOOLS: Final = (
    school("X1", "district_college", "D1"),
    school("X2", "street_branch", "S1"),
    school("X3", "teaching_point", "C1"),
)
TWO_MORNINGS: Final = (
    period("P11", "09:00", "10:30"),
    period("P12", "10:45", "12:15"),
    period("P21", "09:00", "10:30"),
    period("P22", "10:45", "12:15"),
)


@dataclass(frozen=True)
class World:
    """A scenario of a few sections and what must come out of it.

    `unserved` is the best possible first level (priority x learners not served), found by hand;
    `zh` and `en` say what the world shows and become its title.
    """

    name: str
    zh: str
    en: str
    unserved: int
    areas: Sequence[Row] = ONE_COMMUNITY
    schools: Sequence[Row] = SCHOOLS
    periods: Sequence[Row] = TWO_MORNINGS
    calendar: Sequence[Row] = ()
    venues: Sequence[Row] = field(default_factory=lambda: [venue()])
    rooms: Sequence[Row] = field(default_factory=lambda: [room()])
    teachers: Sequence[Row] = field(default_factory=lambda: [teacher()])
    unavailable: Sequence[Row] = ()
    courses: Sequence[Row] = field(default_factory=lambda: [course()])
    requests: Sequence[Row] = field(default_factory=lambda: [request()])

    @property
    def title(self) -> str:
        """What the world shows, in both languages, with the expected first level."""
        return f"{self.zh}（应有未服务 {self.unserved}） · {self.en} (expected unserved: {self.unserved})"

    def write(self, out: Path) -> None:
        """Write the scenario folder."""
        facts = {
            "name": self.name,
            "title": self.title,
            "origin": "synthetic (micro world)",
            "licence": "CC0-1.0",
            "seed": 0,
            "term_start": TERM_START,
            "weeks": WEEKS,
            "rule_pack": "gongshu_2023_16",
        }
        tables = {name: list(getattr(self, name, ())) for name in COLUMNS}
        write_scenario(out, facts, tables, {})
