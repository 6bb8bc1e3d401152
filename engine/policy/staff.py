"""The three staffing minimums: district, street branch, teaching point (§三(五)¶2)."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from engine.domain.areas import School
from engine.domain.results import AuditLine
from engine.policy.case import Amount, Case, Text, other_figure
from engine.policy.clauses import StaffRatio
from engine.policy.required import Residents, residents_in, residents_of, staff_required


def district_staff(case: Case) -> Iterator[AuditLine]:
    """P010: full-time community educators for the residents of a district.

    The line names the people counted, and what the other reading (b) would find.
    """
    clause = case.policy.district_staff
    for district in case.areas("district"):
        residents = residents_in(case.problem, district, case.policy)
        required = staff_required(clause, residents.count, case.policy)
        full_time = [t.id for t in case.teachers(district) if t.employment == "full_time"]
        separate = [person for person in full_time if person not in case.counted.posted]
        both = {"shared": full_time, "separate": separate}
        people = both[case.policy.reads("stocks")]
        yield case.line(
            clause,
            district,
            Amount(required, len(people)),
            formula=_per_resident(clause, residents, required),
            rows=(f"areas:{district.code}", *_teacher_rows(people)),
            notes=[*other_figure(residents), _both_ways(required, full_time, separate)],
        )


def branch_staff(case: Case) -> Iterator[AuditLine]:
    """P011: full-time teachers and managers of a branch for the residents of its street."""
    clause = case.policy.branch_staff
    for street in case.areas("street"):
        residents = residents_of(case.problem, street, case.policy)
        required = staff_required(clause, residents.count, case.policy)
        people = case.counted.branch.get(street.code, ())
        yield case.line(
            clause,
            street,
            Amount(required, len(people)),
            formula=_per_resident(clause, residents, required),
            rows=(f"areas:{street.code}", *_posting_rows(people)),
            notes=other_figure(residents),
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
    """P013: a manager or full-time teacher at every teaching point; volunteers are flagged.

    Reading (i) may ask for somebody on duty while sessions meet, reading (j) may leave points
    without sessions out; both need a timetable and say so where there is none.
    """
    for point in case.schools("teaching_point"):
        yield _at_point(case, point)


def _at_point(case: Case, point: School) -> AuditLine:
    clause, people = case.policy.point_staff, case.counted.point.get(point.id, ())
    duty = case.duty if _asks_when(case) else None
    sessions = len(duty.sessions(point)) if duty else 0
    found, bare = len(people), list[str]()
    if duty and case.policy.reads("point_duty") == "on_duty":
        found, bare = duty.emptiest(point, people)
    spared = duty and case.policy.reads("points") == "with_sessions" and not sessions
    least, when = clause.at_least, ("", "")
    if duty:
        when = f"；上课{sessions}次", f"; {sessions} sessions"
    if duty and bare:
        when = f"{when[0]}，{len(bare)}次无人在岗", f"{when[1]}, {len(bare)} with nobody on duty"
    return case.line(
        clause,
        point,
        Amount(0 if spared else least, found),
        formula=(f"每个教学点≥{least}人{when[0]}", f"each point >= {least}{when[1]}"),
        rows=(f"schools:{point.id}", *_posting_rows(people), *bare),
        notes=[*_volunteers(case, people), *_without_timetable(case)],
    )


def _asks_when(case: Case) -> bool:
    """Whether a reading in force asks when sessions meet."""
    read = case.policy.reads
    return read("point_duty") == "on_duty" or read("points") == "with_sessions"


def _without_timetable(case: Case) -> list[Text]:
    if case.timetable is not None or not _asks_when(case):
        return []
    return [
        ("没有课表，按每个教学点的派驻人数计", "no timetable: those posted at every point count")
    ]


def _per_resident(clause: StaffRatio, residents: Residents, required: Fraction) -> Text:
    ratio, count, source = clause.per_10000_residents, residents.count, residents.source
    shown = float(required)
    return (
        f"{count}人×{ratio}/10000→{shown:g}；人口来源：{source}",
        f"{count} residents x {ratio}/10000 -> {shown:g}; residents from: {source}",
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
