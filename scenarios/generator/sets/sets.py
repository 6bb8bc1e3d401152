"""The scenario sets: what each asks, how large it is, and from which seeds it is drawn."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from scenarios.generator.generate import Part, Twist, World, write_world
from scenarios.generator.places import gongshu
from scenarios.generator.sets import twists

SEEDS: Final = (1, 2, 3, 4, 5)
HERE: Final = ("330105005", "330105003", "330105007")
"""拱宸桥, 小河 and 大关: neighbours beside the canal."""
OUTSKIRTS: Final = ("330105008", "330105010", "330105011", "330105019", "330105009")
"""上塘 in the middle, where the teachers live, and 康桥, 半山, 石桥 and 祥符 around it."""


@dataclass(frozen=True)
class ScenarioSet:
    """One set: `asks` is what makes it hard, in Chinese and English."""

    name: str
    asks: tuple[str, str]
    streets: tuple[str, ...]
    sections: int
    twist: Twist


SETS: Final = (
    ScenarioSet(
        "scarce_skills",
        (
            "最热门的六项技能各只剩一半教师，谁能上课？",
            "Half of the teachers of the six skills asked for most are gone: who is taught?",
        ),
        HERE,
        400,
        twists.scarce_skills,
    ),
    ScenarioSet(
        "scarce_evenings",
        (
            "五分之二的需求只要工作日晚上，晚上开放的教室少了三分之一。",
            "Two of five requests want weekday evenings, and one of three open evenings is closed.",
        ),
        HERE,
        400,
        twists.scarce_evenings,
    ),
    ScenarioSet(
        "thin_outskirts",
        (
            "教师都住在中间一个街道，场地只有一半开放：路程多长？",
            "All teachers live in one street in the middle, and half of the venues lend nothing: how far?",
        ),
        OUTSKIRTS,
        500,
        twists.far_apart,
    ),
    ScenarioSet(
        "small_requests",
        (
            "每个班都由几家邻居的三到六人凑成，要先合班。",
            "Every class comes as several requests of three to six neighbours, to be pooled first.",
        ),
        HERE,
        400,
        twists.small_requests,
    ),
    ScenarioSet(
        "part_terms",
        (
            "所有课程只上半学期或单双周，教师每周课次减半。",
            "Every course runs half a term or every other week, and teachers give half of the meetings.",
        ),
        HERE,
        400,
        twists.part_terms,
    ),
    ScenarioSet(
        "street_out",
        (
            "一个街道的场地全学期停用，居民到邻街上课。",
            "All venues of one street are closed for the term; its people go to the streets around.",
        ),
        HERE,
        400,
        twists.street_out,
    ),
    ScenarioSet(
        "seniors_only",
        (
            "只有老年学员，都要工作日白天。",
            "Seniors only, and all of them on weekdays by day.",
        ),
        HERE,
        650,
        twists.seniors_only,
    ),
)


def generate_set(name: str, seed: int, out: Path) -> None:
    """Write a scenario of a set; the same set and seed give the same bytes. Raises KeyError."""
    chosen = {each.name: each for each in SETS}[name]
    district = gongshu()
    known = {street.code: street for street in district.streets}
    streets = tuple(known[code] for code in chosen.streets)
    write_world(
        World(
            name=f"{name}-{seed}",
            title=f"{chosen.asks[0].rstrip('。？')}（{name}）",
            parts=(Part(district, streets, chosen.sections, ""),),
            few_streets=True,
            twist=chosen.twist,
        ),
        seed,
        out,
    )
