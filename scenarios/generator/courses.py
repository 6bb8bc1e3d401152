"""The course register: real names and categories, our own words on skill and equipment."""

from dataclasses import dataclass
from typing import Final

from scenarios.generator import rates, sources
from scenarios.generator.streams import Draws
from scenarios.generator.writing import Row

AUDIENCES: Final = {
    "seniors": "老年",
    "seniors (grandparents)": "老年",
    "adults": "居民;在职",
    "adults (mostly working)": "在职",
    "adults (office workers)": "在职",
    "young adults": "在职",
    "family": "亲子",
    "family (0-3 with parents)": "亲子",
    "general / family": "亲子;居民",
    "youth": "青少年",
    "youth (summer)": "青少年",
    "youth / family": "亲子;青少年",
}
COMMON: Final = frozenset({"", "screen", "音响"})
RUNS: Final = {"term": "1-16", "half": "1-8;9-16", "fortnight": "1-15/2;2-16/2"}
INVENTED: Final = (
    "skill;level;modes;facilities;minutes;meetings_per_week;weeks_allowed;min_learners;"
    "max_learners;same_teacher;same_room;price"
)


@dataclass(frozen=True, eq=False)
class Course:
    """What the other tables must know of a course; `popularity` is its weight in demand.

    `equipped` tells that it needs a room few venues have.
    """

    id: str
    skill: str
    level: int
    audiences: tuple[str, ...]
    per_week: int
    most: int
    equipped: bool
    popularity: float
    row: Row


def courses(seed: int) -> list[Course]:
    """The courses in the order of their ids."""
    draws = Draws(seed, "courses")
    listed = {row["name"]: row for row in sources.table("courses")}
    words = sorted(sources.course_words(), key=lambda word: word["name"])
    return [
        _course(f"C{number:03d}", word, listed[word["name"]], draws)
        for number, word in enumerate(words, start=1)
    ]


def _course(ident: str, word: dict[str, str], listed: dict[str, str], draws: Draws) -> Course:
    most = draws.pick(rates.MOST_LEARNERS)
    row = _row(ident, word, listed, draws) | {"max_learners": most}
    return Course(
        id=ident,
        skill=word["skill"],
        level=int(word["level"]),
        audiences=tuple(AUDIENCES[listed["audience"]].split(";")),
        per_week=int(word["per_week"]),
        most=most,
        equipped=not COMMON.issuperset(word["facilities"].split(";")),
        popularity=float(word["popularity"]),
        row=row,
    )


def _row(
    ident: str, word: dict[str, str], listed: dict[str, str], draws: Draws
) -> dict[str, object]:
    return {
        "id": ident,
        "name": word["name"],
        "category": listed["policy_category"],
        "skill": word["skill"],
        "level": int(word["level"]),
        "audience": AUDIENCES[listed["audience"]],
        "modes": word["modes"],
        "facilities": word["facilities"],
        "minutes": int(word["minutes"]),
        "meetings_per_week": int(word["per_week"]),
        "weeks_allowed": RUNS[word["run"]],
        "min_learners": rates.LEAST_LEARNERS,
        "max_learners": None,
        "same_teacher": not (word["per_week"] == "2" and draws.happens(0.3)),
        "same_room": not (word["per_week"] == "2" and draws.happens(0.4)),
        "price": 0,
        "status": "offered",
        "origin": "real",
        "source": listed["source"],
        "invented": INVENTED,
    }


def expected_meetings(register: list[Course]) -> dict[tuple[str, str], float]:
    """Weekly meetings of an average class that fall to each (skill, audience)."""
    needed: dict[tuple[str, str], float] = {}
    for audience, share in rates.AUDIENCE_SHARES.items():
        wanted = [course for course in register if audience in course.audiences]
        whole = sum(course.popularity for course in wanted)
        for course in wanted:
            meetings = share * course.popularity / whole * course.per_week
            key = (course.skill, audience)
            needed[key] = needed.get(key, 0.0) + meetings
    return needed
