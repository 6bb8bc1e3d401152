"""Floor area of the street schools and money for every resident (§三(五)¶1, §四(二))."""

from collections.abc import Iterator
from decimal import ROUND_DOWN, Decimal
from fractions import Fraction

from engine.domain.areas import Area
from engine.domain.requests import Budget
from engine.domain.results import AuditLine
from engine.domain.timetable import Meeting, Timetable
from engine.policy.case import Amount, Case, Text, other_figure
from engine.policy.required import exactly, residents_of

SQUARE_METRES: Text = ("平方米", "m2")
YUAN: Text = ("元", "yuan")


def premises(case: Case) -> Iterator[AuditLine]:
    """P014: the premises of each street school, its own buildings added up."""
    clause = case.policy.premises
    for street in case.areas("street"):
        branches = case.schools("street_branch", street)
        found = sum((exactly(branch.floor_m2) for branch in branches), Fraction(0))
        yield case.line(
            clause,
            street,
            Amount(Fraction(clause.at_least_m2), found, SQUARE_METRES),
            formula=(
                f"用房合计≥{clause.at_least_m2}平方米",
                f"premises >= {clause.at_least_m2} m2",
            ),
            rows=[f"schools:{branch.id}" for branch in branches],
        )


def funding(case: Case) -> Iterator[AuditLine]:
    """P015: so many yuan for every resident, and not less than the year before.

    A district is always audited, from its own rows or else those of its streets; streets
    are when any of them has rows of its own. With a timetable the district's money is also
    held against the fees of the term's teachers.
    """
    by_street = any(case.problem.ancestor(row.area, "street") for row in case.problem.budgets)
    for area in [*case.areas("district"), *(case.areas("street") if by_street else ())]:
        rows = _rows_of(case, area)
        yield _enough(case, area, rows)
        yield _not_less(case, area, rows)
        if case.timetable is not None and area.level == "district":
            yield _pays_for(case, case.timetable, area, rows)


def _rows_of(case: Case, area: Area) -> list[Budget]:
    """The budget rows of an area; without any, those of the areas inside it."""
    year = case.problem.term.start.year
    known = [row for row in case.problem.budgets if row.year <= year and case.is_in(row.area, area)]
    return [row for row in known if row.area == area.code] or known


def _enough(case: Case, area: Area, rows: list[Budget]) -> AuditLine:
    clause, year = case.policy.funding, case.problem.term.start.year
    counted = rows if case.policy.reads("funding_period") == "total" else _in(rows, year)
    residents = residents_of(case.problem, area, case.policy)
    required, found = Fraction(clause.yuan_per_resident) * residents.count, _sum(counted)
    a_head, asked = _a_head(found, residents.count), clause.yuan_per_resident
    return case.line(
        clause,
        area,
        Amount(required, found, YUAN),
        formula=(
            f"{residents.count}人×{asked}元/人；实有{a_head}元/人；人口来源：{residents.source}",
            f"{residents.count} residents x {asked} yuan; {a_head} a head; from: {residents.source}",
        ),
        rows=_cells(counted),
        notes=other_figure(residents),
    )


def _not_less(case: Case, area: Area, rows: list[Budget]) -> AuditLine:
    year = case.problem.term.start.year
    before, now = _in(rows, year - 1), _in(rows, year)
    unknown: list[Text] = [
        (f"未登记{year - 1}年经费，无法比较", f"no rows of {year - 1} to compare with")
    ]
    return case.line(
        case.policy.funding,
        area,
        Amount(_sum(before), _sum(now), YUAN),
        formula=(
            f"{year}年≥{year - 1}年（逐步提高）",
            f"{year} >= {year - 1} (raised step by step)",
        ),
        rows=_cells([*before, *now]),
        notes=[] if before else unknown,
    )


def _pays_for(case: Case, timetable: Timetable, area: Area, rows: list[Budget]) -> AuditLine:
    """The fees of all weekly meetings, dates that fall out included, against the year's money."""
    half = case.policy.reads("plan_money") == "half"
    now = _in(rows, case.problem.term.start.year)
    fees = (
        exactly(case.problem.teacher[row.teacher].fee) * len(row.weeks.numbers)
        for row in timetable.meetings
        if case.is_in(_home(case, timetable, row), area)
    )
    cost = sum(fees, Fraction(0))
    return case.line(
        case.policy.funding,
        area,
        Amount(cost, _sum(now) / (2 if half else 1), YUAN),
        formula=(
            f"本学期课酬{float(cost):g}元（每周课次×课酬，停课日未扣）≤经费",
            f"the term's fees, {float(cost):g} yuan (closed days not deducted) <= the money",
        ),
        rows=[*_cells(now), "timetable", "teachers"],
    )


def _home(case: Case, timetable: Timetable, row: Meeting) -> str:
    """The area of the first request of a meeting's section."""
    return case.problem.request[timetable.section[row.section].requests[0]].area


def _in(rows: list[Budget], year: int) -> list[Budget]:
    return [row for row in rows if row.year == year]


def _sum(rows: list[Budget]) -> Fraction:
    return sum((exactly(row.amount) for row in rows), Fraction(0))


def _cells(rows: list[Budget]) -> list[str]:
    return sorted(f"budgets:{row.area}/{row.year}/{row.source}" for row in rows)


def _a_head(amount: Fraction, residents: int) -> Decimal:
    """Yuan a head, rounded down so that 3.999 never reads as 4.00."""
    if not residents:
        return Decimal(0)
    head = amount / residents
    exact = Decimal(head.numerator) / Decimal(head.denominator)
    return exact.quantize(Decimal("0.01"), rounding=ROUND_DOWN)
