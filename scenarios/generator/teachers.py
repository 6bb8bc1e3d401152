"""The teacher register: synthetic people whose names say so."""

from dataclasses import dataclass
from typing import Final

from scenarios.generator import grid, ground, rates
from scenarios.generator.courses import Course, expected_meetings
from scenarios.generator.places import Community, District, Street
from scenarios.generator.schools import school_id
from scenarios.generator.streams import Draws, Lottery
from scenarios.generator.writing import Row

# Engine-side assumption: who lends whom.
TIERS: Final = {
    "full_time": Lottery({"district": 30, "street": 70}),
    "part_time": Lottery({"district": 35, "street": 45, "community": 20}),
    "volunteer": Lottery({"district": 15, "street": 45, "community": 40}),
}
SERVES: Final = {"district": "district", "street": "district", "community": "street"}
FAMILIES: Final = (
    ("书法", "国画", "素描", "油画", "绘画"),
    ("声乐", "戏曲", "朗诵", "表演"),
    ("舞蹈", "拉丁舞", "模特", "瑜伽", "健身操", "太极", "体能"),
    ("智能手机", "电脑", "短视频", "摄影", "人工智能", "编程", "无人机"),
    ("手工", "编织", "刺绣", "剪纸", "扎染", "缝纫", "皮具", "木工", "陶艺"),
    ("吹管乐", "弦乐", "吉他", "打击乐", "钢琴"),
    ("养生", "营养", "中医", "育婴", "心理", "生命教育"),
    ("烹饪", "烘焙", "茶艺", "咖啡"),
    ("法律", "理财", "思想政治", "家庭教育"),
)
RELATIVES: Final = {
    skill: tuple(other for other in family if other != skill)
    for family in FAMILIES
    for skill in family
}
LATE_AUDIENCES: Final = frozenset({"在职", "青少年", "亲子"})


Calling = tuple[str, str]  # the skill a person is mainly sought for, and by which audience


@dataclass(frozen=True)
class Role:
    """How a person is employed, which tier owns the entry, and whether the person manages."""

    employment: str
    tier: str
    manager: bool


EMPLOYMENT: Final = Lottery(rates.EMPLOYMENT_SHARES)
POINT_MANAGER: Final = Role("part_time", "community", manager=True)


@dataclass(frozen=True)
class Supply:
    """What the teachers of a district must cover, and where they live."""

    callings: Lottery[Calling]
    levels: dict[str, int]
    homes: tuple[Community, ...]
    streets: dict[str, str]


def teacher_rows(
    district: District,
    streets: tuple[Street, ...],
    register: list[Course],
    count: int,
    *,
    seed: int,
    tag: str,
) -> list[Row]:
    """Draw the teachers of a district; the last ones are managers of teaching points."""
    draws = Draws(seed, "teachers", district.code)
    supply = _supply(streets, register)
    managers = round(rates.MANAGERS_PER_POINT * len(supply.homes))
    callings = supply.callings.hand_out(count, draws)
    roles = [_teaching_role(draws) for _ in range(count - managers)] + [POINT_MANAGER] * managers
    rows = [
        _teacher(f"T{tag}{number:04d}", calling, roles[number - 1], supply, draws)
        for number, calling in enumerate(callings, start=1)
    ]
    return _posted(rows, district, supply, Draws(seed, "posted", district.code))


def _supply(streets: tuple[Street, ...], register: list[Course]) -> Supply:
    """Supply follows the expected demand, thinned out for the scarce skills."""
    needed = expected_meetings(register)
    weights = {
        calling: (share + rates.RARE_SKILL_EXTRA) * rates.SCARCE_SKILLS.get(calling[0], 1.0)
        for calling, share in needed.items()
    }
    levels: dict[str, int] = {}
    for course in register:
        levels[course.skill] = max(levels.get(course.skill, 1), course.level)
    return Supply(
        callings=Lottery(weights),
        levels=levels,
        homes=tuple(point for street in streets for point in street.points),
        streets={point.code: street.code for street in streets for point in street.points},
    )


def _teaching_role(draws: Draws) -> Role:
    """How a person is employed and owned; one in five full-timers also manages."""
    employment = EMPLOYMENT.pick(draws)
    manager = employment == "full_time" and draws.happens(0.2)
    return Role(employment, TIERS[employment].pick(draws), manager)


def _teacher(
    ident: str, calling: Calling, role: Role, supply: Supply, draws: Draws
) -> dict[str, object]:
    skill, audience = calling
    employment, tier = role.employment, role.tier
    home = draws.pick(supply.homes)
    audiences = _audiences(audience, draws)
    lat, lon = ground.degrees(
        (home.at[0] + draws.between((-300, 300)), home.at[1] + draws.between((-300, 300)))
    )
    return {
        "id": ident,
        "name": f"教师{ident[1:]}·{skill}",
        "tier": tier,
        "serves": _serves(tier, draws),
        "area": home.code,
        "lat": lat,
        "lon": lon,
        "employment": employment,
        "skills": ";".join(f"{name}:{level}" for name, level in _skills(skill, supply, draws)),
        "audiences": ";".join(audiences),
        "available_periods": grid.joined(_available(employment, audiences, draws)),
        "max_weekly_meetings": draws.between(rates.WEEKLY_MEETINGS[employment]),
        "max_daily_meetings": draws.between(rates.DAILY_MEETINGS[employment]),
        "max_distance_m": 100 * (draws.between(rates.DISTANCE_M[tier]) // 100),
        "fee": draws.pick(rates.PART_TIME_FEES) if employment == "part_time" else 0,
        "manager": role.manager,
        "school": "",
        "origin": "synthetic",
        "source": "generator",
    }


def _serves(tier: str, draws: Draws) -> str:
    """How far the owner lends: mostly the default, sometimes only the own community or street."""
    if tier == "street":
        return "street" if draws.happens(0.2) else "district"
    return "community" if tier == "community" and draws.happens(0.1) else SERVES[tier]


def _skills(first: str, supply: Supply, draws: Draws) -> list[tuple[str, int]]:
    """The first skill at its full level more often than not, relatives at level 1 or 2."""
    top = supply.levels[first]
    known = [(first, top if draws.happens(0.7) else max(1, top - 1))]
    more = draws.happens(rates.SECOND_SKILL_SHARE) + draws.happens(rates.THIRD_SKILL_SHARE)
    kept = [skill for skill in RELATIVES.get(first, ()) if skill not in rates.SCARCE_SKILLS]
    return known + [(skill, draws.between((1, 2))) for skill in draws.some(kept, int(more))]


def _audiences(first: str, draws: Draws) -> list[str]:
    """The audience of the first skill, and half of the time each of the others."""
    if draws.happens(0.15):
        return ["*"]
    return [each for each in rates.AUDIENCE_SHARES if each == first or draws.happens(0.35)]


def _available(employment: str, audiences: list[str], draws: Draws) -> list[str]:
    """The periods a person gives: full-timers nearly all, others a few in one or two parts."""
    day = grid.cells(grid.WEEKDAYS, grid.ALL_DAY)
    late = grid.cells(grid.DAYS, grid.EVENING) | grid.cells(grid.WEEKEND, grid.ALL_DAY)
    late |= grid.cells(grid.WEEKDAYS, grid.AFTER_SCHOOL)
    serves_late = "*" in audiences or bool(LATE_AUDIENCES.intersection(audiences))
    if employment == "full_time":
        return draws.some(sorted(day | late), draws.between((20, 28)))
    by_day = (
        draws.some(sorted(day), draws.between((6, 12)))
        if "老年" in audiences or "居民" in audiences or "*" in audiences
        else []
    )
    by_night = draws.some(sorted(late), draws.between((5, 12))) if serves_late else []
    return sorted({*by_day, *by_night})


def _posted(
    rows: list[dict[str, object]], district: District, supply: Supply, draws: Draws
) -> list[Row]:
    """Post full-timers and managers to schools of their own area; some are left unposted."""
    for row in rows:
        if (row["employment"] == "full_time" or row["manager"]) and not draws.happens(
            rates.UNPOSTED_SHARE
        ):
            row["school"] = school_id(_own_school(row, district, supply))
    return list(rows)


def _own_school(row: dict[str, object], district: District, supply: Supply) -> str:
    home = str(row["area"])
    if row["tier"] == "community":
        return home
    return supply.streets[home] if row["tier"] == "street" else district.code
