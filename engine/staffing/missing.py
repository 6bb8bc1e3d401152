"""What is missing once everybody is posted: at each place, and in new posts altogether."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from engine.domain.problem import Problem
from engine.domain.timetable import Posting
from engine.policy.counted import Counted, count
from engine.policy.policy import Policy
from engine.staffing.eligible import is_of_district
from engine.staffing.needs import Need
from engine.staffing.staffed import Shortfall


def shortfalls(
    problem: Problem, policy: Policy, needs: Sequence[Need], postings: Iterable[Posting]
) -> Iterator[Shortfall]:
    """Hold the postings against every need, counting people as the audit does."""
    counted = count(problem, postings, policy)
    for need in needs:
        posted = _posted(problem, policy, need, counted)
        if posted < need.required:
            yield Shortfall(
                school=need.place,
                name=_name(problem, need),
                rule=need.rule,
                required=need.required,
                posted=posted,
                missing=need.required - posted,
            )


def new_posts(
    needs: Sequence[Need], filled: Mapping[int, int], missing: Sequence[Shortfall]
) -> int:
    """Count the new posts that make every need hold, all of them full-time.

    New people at schools count for their district too, so a district hires beyond them only
    what it still lacks.
    """
    by_district: dict[str | None, int] = {}
    for place, need in enumerate(needs):
        new = need.count - filled.get(place, 0)
        by_district[need.district] = by_district.get(need.district, 0) + new
    lacking = {(short.rule, short.school): short.missing for short in missing}
    for need in needs:
        if need.place == need.district:
            lack = lacking.get((need.rule, need.place), 0)
            by_district[need.district] = max(by_district[need.district], lack)
    return sum(by_district.values())


def _name(problem: Problem, need: Need) -> str:
    school = problem.school.get(need.place)
    return school.name if school else problem.area[need.area].name


def _posted(problem: Problem, policy: Policy, need: Need, counted: Counted) -> int:
    if need.rule == policy.district_staff.rule:
        taken = counted.posted if policy.reads("stocks") == "separate" else frozenset()
        able = (t for t in problem.teachers if is_of_district(problem, t, need.area))
        return sum(teacher.id not in taken for teacher in able)
    if need.rule == policy.point_staff.rule:
        return len(counted.point.get(need.place, ()))
    return len(counted.branch.get(need.area, ()))
