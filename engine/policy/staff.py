"""The three staffing minimums: district, street branch, teaching point (§三(五)¶2)."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from engine.domain.areas import Area
from engine.domain.results import AuditLine
from engine.policy.case import Amount, Case, Text
from engine.policy.clauses import StaffRatio
from engine.policy.required import residents_of, staff_required


def district_staff(case: Case) -> Iterator[AuditLine]:
    """P010: full-time community educators for the residents of a district.

    The line names the people counted, and what the other reading (b) would find.
    """
    clause = case.policy.district_staff
    for district in case.areas("district"):
        residents = residents_of(case.problem, district, case.policy)
        required = staff_required(clause, residents, case.policy)
        full_time = [t.id for t in case.teachers(district) if t.employment == "full_time"]
        separate = [person for person in full_time if person not in case.counted.posted]
        both = {"shared": full_time, "separate": separate}
        people = both[case.policy.reads("stocks")]
        yield case.line(
            clause,
            district,
            Amount(required, len(people)),
            formula=_per_resident(clause, district, residents, required),
            rows=(f"areas:{district.code}", *_teacher_rows(people)),
            notes=[_both_ways(required, full_time, separate)],
        )


def branch_staff(case: Case) -> Iterator[AuditLine]:
    """P011: full-time teachers and managers of a branch for the residents of its street."""
    clause = case.policy.branch_staff
    for street in case.areas("street"):
        residents = street.residents
        required = staff_required(clause, residents, case.policy)
        people = case.counted.branch.get(street.code, ())
        yield case.line(
            clause,
            street,
            Amount(required, len(people)),
            formula=_per_resident(clause, street, residents, required),
            rows=(f"areas:{street.code}", *_posting_rows(people)),
        )


def branch_floor(case: Case) -> Iterator[AuditLine]:
    """P012: the least number of staff of each branch of a street, however small the street."""
    clause = case.policy.branch_floor
    for street in case.areas("street"):
        branches = max(1, len(case.schools("street_branch", street)))
        people = case.counted.branch.get(street.code, ())
        yield case.line(
            clause,
            street,
            Amount(clause.at_least * branches, len(people)),
            formula=(
                f"{branches}所分院，每校≥{clause.at_least}人",
                f"{branches} branch, each >= {clause.at_least}",
            ),
            rows=_posting_rows(people),
        )


def point_staff(case: Case) -> Iterator[AuditLine]:
    """P013: a manager or full-time teacher at every teaching point; volunteers are flagged."""
    clause = case.policy.point_staff
    for point in case.schools("teaching_point"):
        people = case.counted.point.get(point.id, ())
        yield case.line(
            clause,
            point,
            Amount(clause.at_least, len(people)),
            formula=(f"每个教学点≥{clause.at_least}人", f"each point >= {clause.at_least}"),
            rows=(f"schools:{point.id}", *_posting_rows(people)),
            notes=_volunteers(case, people),
        )


def _per_resident(clause: StaffRatio, area: Area, residents: int, required: Fraction) -> Text:
    ratio = clause.per_10000_residents
    source = area.residents_source
    shown = float(required)
    return (
        f"{residents}人×{ratio}/10000→{shown:g}；人口来源：{source}",
        f"{residents} residents x {ratio}/10000 -> {shown:g}; residents from: {source}",
    )


def _both_ways(required: Fraction, shared: list[str], separate: list[str]) -> Text:
    (found, short), (apart, lack) = (
        (len(people), float(Amount(required, len(people)).shortfall))
        for people in (shared, separate)
    )
    return (
        f"两种读法：可同时计入时实有{found}、缺{short:g}；不重复计时实有{apart}、缺{lack:g}",
        f"both ways: shared {found} found, {short:g} short; separate {apart} found, {lack:g} short",
    )


def _volunteers(case: Case, people: Iterable[str]) -> list[Text]:
    kinds = [case.problem.teacher[person].employment for person in people]
    count = kinds.count("volunteer")
    return [(f"其中志愿者{count}人", f"of them volunteers: {count}")] if count else []


def _teacher_rows(people: Iterable[str]) -> tuple[str, ...]:
    return tuple(f"teachers:{person}" for person in people)


def _posting_rows(people: Iterable[str]) -> tuple[str, ...]:
    return tuple(f"postings:{person}" for person in people)
