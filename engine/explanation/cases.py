"""Cases: every section that is not held, and every class that pooling left alone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from engine.domain.problem import Problem
from engine.domain.timetable import Section, Timetable
from engine.explanation.standing.cells import Standing
from engine.explanation.standing.possible import class_of, thought
from engine.explanation.standing.survey import Survey, chunk_of
from engine.explanation.standing.taken import taken_by
from engine.explanation.unserved import Account, account, account_alone
from engine.pooling.neighbourhoods import class_sizes
from engine.pooling.pooled import Alone


@dataclass(frozen=True)
class Pair:
    """A class of two requests that were left alone: where it stands, the other one, how far."""

    standing: Standing
    row: int
    other: str
    metres: int


@dataclass(frozen=True)
class Case:
    """One section that is not held: where it stands, and why it is not.

    `alone` is given when pooling could not open it; its section is then only thought of, with
    the learners there are, however few. `pair` is the class it could make with its nearest
    partner who was left alone too.
    """

    standing: Standing
    row: int
    account: Account
    alone: Alone | None = None
    pair: Pair | None = None

    @property
    def section(self) -> Section:
        """The section that is not held."""
        return self.standing.axes.sections[self.row]


def sections_out(survey: Survey, timetable: Timetable) -> Standing:
    """The sections of a timetable that are not held, and what the others take."""
    placed = timetable.placements
    out = [each for each in timetable.sections if each.id not in placed]
    return _standing(survey, timetable, sorted(out, key=lambda each: each.id))


def cases_of(
    survey: Survey, timetable: Timetable, out: Standing, alone: Sequence[Alone]
) -> list[Case]:
    """Account for everything that is not held, dearest requests first."""
    cases = [*_unplaced(out), *_alone(survey, timetable, alone)]
    request, served = survey.ground.problem.request, timetable.served

    def stake(case: Case) -> int:
        asked = [request[name] for name in case.section.requests]
        return sum(each.priority * (each.learners - served.get(each.id, 0)) for each in asked)

    return sorted(cases, key=lambda case: (-stake(case), case.section.id))


def _unplaced(standing: Standing) -> list[Case]:
    return [
        Case(standing, row, account(standing, row)) for row in range(len(standing.axes.sections))
    ]


def _alone(survey: Survey, timetable: Timetable, alone: Sequence[Alone]) -> list[Case]:
    """Cases of classes that are thought of: told as a class would be, tried as they are."""
    problem = survey.ground.problem
    reports = sorted(_in_no_section(survey, timetable, alone), key=lambda each: each.request)
    wanted = _standing(survey, timetable, [class_of(problem, each) for each in reports])
    real = [thought(problem, {each.request: _held(problem, each)}) for each in reports]
    standing = _standing(survey, timetable, real)
    pairs = _pairs(survey, timetable, reports)
    return [
        Case(standing, row, account_alone(wanted, row, report), report, pairs.get(report.request))
        for row, report in enumerate(reports)
    ]


def _held(problem: Problem, report: Alone) -> int:
    """How many of the learners one class could hold."""
    _, most = class_sizes(problem, problem.course[problem.request[report.request].course])
    return min(report.learners, most)


def _pairs(survey: Survey, timetable: Timetable, reports: Sequence[Alone]) -> dict[str, Pair]:
    """The class that each request with too few learners makes with its nearest partner."""
    problem = survey.ground.problem
    partners: dict[str, tuple[Section, str, int]] = {}
    for report in reports:
        fewest, _ = class_sizes(problem, problem.course[problem.request[report.request].course])
        near = [_with(problem, report, each) for each in reports if _suits(problem, report, each)]
        if near and report.learners < fewest:
            partners[report.request] = min(near, key=lambda each: (each[2], each[1]))
    classes = {section.id: section for section, _, _ in partners.values()}
    names = sorted(classes)
    standing = _standing(survey, timetable, [classes[name] for name in names])
    return {
        request: Pair(standing, names.index(section.id), other, metres)
        for request, (section, other, metres) in partners.items()
    }


def _suits(problem: Problem, one: Alone, other: Alone) -> bool:
    """Whether two may make one class: the same course and audience, enough, not too many."""
    mine, its = problem.request[one.request], problem.request[other.request]
    fewest, most = class_sizes(problem, problem.course[mine.course])
    return (
        one.request != other.request
        and (mine.course, mine.audience) == (its.course, its.audience)
        and (mine.group is None or mine.group != its.group)
        and fewest <= one.learners + other.learners <= most
    )


def _with(problem: Problem, one: Alone, other: Alone) -> tuple[Section, str, int]:
    """The class of the two, the other one, and the metres between them."""
    points = [problem.point_of_area(problem.request[each.request].area) for each in (one, other)]
    both = thought(problem, {one.request: one.learners, other.request: other.learners})
    return both, other.request, round(problem.distance_m(*points))


def _in_no_section(survey: Survey, timetable: Timetable, alone: Sequence[Alone]) -> Iterator[Alone]:
    """Learners in no section of this timetable, with what pooling said of them if it did."""
    left = {request.id: request.learners for request in survey.ground.problem.requests}
    for section in timetable.sections:
        for name, learners in section.shares:
            left[name] -= learners
    told = {each.request: each for each in alone}
    for name, learners in left.items():
        if learners > 0:
            report = told.get(name) or Alone(
                request=name,
                learners=learners,
                reason="not_pooled",
                nearest_partner=None,
                distance_m=None,
                apart="no_partner",
            )
            yield report.model_copy(update={"learners": learners})


def _standing(survey: Survey, timetable: Timetable, out: Sequence[Section]) -> Standing:
    """The sections that are out before those that are in, and what these take."""
    held = [each for each in timetable.sections if each.id in timetable.placements]
    chunk = chunk_of(survey.ground, out, sorted(held, key=lambda each: each.id))
    return Standing(chunk, taken_by(timetable, chunk.axes))
