"""The network 1+18+N and the three-tier registers (§三(二)¶2, §三(四)¶2)."""

from collections import Counter
from collections.abc import Iterator

from engine.domain.areas import Area, Level, School
from engine.domain.results import AuditLine
from engine.policy.case import Amount, Case, Text

TIERS: tuple[Level, ...] = ("district", "street", "community")


def network(case: Case) -> Iterator[AuditLine]:
    """P016: one college, the branches and the points of a district; a branch in each street."""
    clause = case.policy.network
    for district in case.areas("district"):
        streets = [street for street in case.areas("street") if case.is_in(street.code, district)]
        named = case.policy.reads("scope") == "district"
        colleges = case.schools("district_college", district)
        branches = case.schools("street_branch", district)
        points = case.schools("teaching_point", district)
        yield _part(case, district, colleges, clause.colleges, ("所区学院", "district colleges"))
        yield _part(
            case,
            district,
            branches,
            clause.branches if named else len(streets),
            ("所街道分院", "branches"),
        )
        least = clause.points_at_least
        yield _part(case, district, points, least, ("个教学点", "teaching points"), exact=False)
    for street in case.areas("street"):
        yield _part(
            case, street, case.schools("street_branch", street), 1, ("所街道分院", "branches")
        )


def _part(
    case: Case,
    area: Area,
    schools: list[School],
    required: int,
    unit: Text,
    *,
    exact: bool = True,
) -> AuditLine:
    return case.line(
        case.policy.network,
        area,
        Amount(required, len(schools), unit),
        formula=(f"≥{required}{unit[0]}", f">= {required} {unit[1]}"),
        rows=[f"schools:{school.id}" for school in schools],
        notes=_beyond(len(schools) - required, unit) if exact else (),
    )


def _beyond(more: int, unit: Text) -> list[Text]:
    """Say that there are more schools than the network has places for: no shortfall, but a look."""
    if more <= 0:
        return []
    return [(f"多出{more}{unit[0]}，请核对登记", f"{more} more {unit[1]}: look at the register")]


def tiers(case: Case) -> Iterator[AuditLine]:
    """P018: every tier has its teachers and its venues in the registers."""
    clause = case.policy.tiers
    for district in case.areas("district"):
        registers = _registers(case, district)
        kept = sum(number >= clause.at_least_each for number in registers.values())
        yield case.line(
            clause,
            district,
            Amount(len(registers), kept, ("个有记录的层级", "tiers with entries")),
            formula=_counts(registers),
            rows=("teachers", "venues"),
        )


def _registers(case: Case, district: Area) -> dict[tuple[str, str], int]:
    teachers = Counter(teacher.tier for teacher in case.teachers(district))
    venues = Counter(v.tier for v in case.problem.venues if case.is_in(v.area, district))
    return {
        (register, tier): counts[tier]
        for register, counts in (("teachers", teachers), ("venues", venues))
        for tier in TIERS
    }


def _counts(registers: dict[tuple[str, str], int]) -> Text:
    (td, ts, tc, vd, vs, vc) = registers.values()
    return (
        f"师资库 区{td}/街道{ts}/社区{tc}；场地库 区{vd}/街道{vs}/社区{vc}",
        f"district/street/community: teachers {td}/{ts}/{tc}, venues {vd}/{vs}/{vc}",
    )
