"""Explanation: unserved demand and idle supply, each with what it lacks (§三(四))."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from engine.domain.problem import Problem
from engine.domain.results import Idle, Unserved
from engine.domain.said import Said
from engine.domain.thing import Thing
from engine.domain.timetable import Timetable
from engine.explanation.cases import Case, cases_of, sections_out
from engine.explanation.districts import District, Until, apart
from engine.explanation.idle import idle
from engine.explanation.standing.survey import survey
from engine.explanation.unlocking.trials import Found, Trials
from engine.pooling.pooled import Alone
from engine.refusals import Lang
from engine.timetabling.stopping import Later, Stop, never
from engine.timetabling.watching import Progress, Watcher, silent

CHECKS = 150  # re-solves at most; with `never` the only end, so that a run can be repeated
NOTHING_FOUND = Said(zh="未找到简单办法", en="no simple way was found")
UNPROVED = Said(zh="（未验证）", en=" (not proved)")
FIRST = Said(zh="（先开一班{}人）", en=" (a first section of {})")


class Explanation(Thing):
    """Requests with unserved learners, and teachers and rooms with free periods, by id."""

    unserved: tuple[Unserved, ...]
    idle: tuple[Idle, ...]


def explain(
    problem: Problem,
    timetable: Timetable,
    alone: Sequence[Alone],
    *,
    budget: Stop = never,
    checks: int = CHECKS,
    watch: Watcher = silent,
) -> Explanation:
    """Say why each request is not served and what would unlock it, and what nobody took.

    Unlocks are checked by re-solves, dearest sections first, until the budget says stop or
    `checks` re-solves have run; what was not confirmed says so.
    """
    progress = _progress(problem, timetable)
    watch(progress)
    districts = apart(problem, timetable)
    unserved: list[Unserved] = []
    unused: list[Idle] = []
    for done, district in enumerate(districts, start=1):
        share = budget if len(districts) == 1 else Until(budget, done / len(districts))
        told = _told(
            district,
            [each for each in alone if each.request in district.problem.request],
            Trying(checks // len(districts), share, watch, progress),
        )
        unserved += told.unserved
        unused += told.idle
    return Explanation(
        unserved=tuple(sorted(unserved, key=lambda row: row.request)),
        idle=tuple(sorted(unused, key=lambda row: (row.kind, row.id))),
    )


@dataclass(frozen=True)
class Trying:
    """How many unlocks may be tried, until when, and who is told of it."""

    checks: int
    budget: Stop
    watch: Watcher
    progress: Progress


def _told(district: District, alone: Sequence[Alone], trying: Trying) -> Explanation:
    """Explain one district."""
    problem, timetable = district.problem, district.timetable
    found = survey(problem, timetable.sections)
    out = sections_out(found, timetable)
    cases = cases_of(found, timetable, out, alone)
    trials = Trials(found, timetable, trying.checks, trying.budget)
    told: dict[str, list[Told]] = {}
    for done, case in enumerate(cases):
        counted = replace(
            trying.progress, cases=(done, len(cases)), seconds_left=_left(trying.budget)
        )
        trying.watch(counted)
        new = any(request not in told for request in case.section.requests)
        row = Told(case, trials.cheapest(case) if new else None)
        for request in case.section.requests:
            told.setdefault(request, []).append(row)
    return Explanation(
        unserved=tuple(_unserved(problem, timetable, told)),
        idle=tuple(row for row in idle(found, out) if (row.kind, row.id) in district.home),
    )


@dataclass(frozen=True)
class Told:
    """A case with the unlock that was found for it."""

    case: Case
    found: Found | None


def _unserved(
    problem: Problem, timetable: Timetable, told: dict[str, list[Told]]
) -> Iterator[Unserved]:
    """One row a request, told by its dearest case; reasons are those of all its cases."""
    for request in sorted(problem.requests, key=lambda each: each.id):
        learners = request.learners - timetable.served.get(request.id, 0)
        if learners:
            cases = told[request.id]
            reasons = dict.fromkeys(
                reason for each in cases for reason in each.case.account.reasons
            )
            found = cases[0].found
            yield Unserved(
                request=request.id,
                learners=learners,
                reason=tuple(reasons),
                missing=cases[0].case.account.missing,
                cheapest_unlock=Said.by(partial(_words, problem, cases[0], (request.id, learners))),
                verdict="proved" if found is not None and found.proved else "not proved",
            )


def _words(problem: Problem, told: Told, left: tuple[str, int], lang: Lang) -> str:
    """Say what would unlock the dearest class, and for how many when that is not everybody."""
    if told.found is None:
        return NOTHING_FOUND.word(lang) + UNPROVED.word(lang)
    section, unlock = told.found.proposal.section, told.found.unlock
    request, learners = left
    held = dict(section.shares)[request]
    part = "" if held >= learners else FIRST.word(lang).format(held)
    return unlock.say(problem, lang) + part + ("" if told.found.proved else UNPROVED.word(lang))


def _progress(problem: Problem, timetable: Timetable) -> Progress:
    asked = sum(request.learners for request in problem.requests)
    unserved = sum(
        request.priority * (request.learners - timetable.served.get(request.id, 0))
        for request in problem.requests
    )
    return Progress("explain", (sum(timetable.served.values()), asked), unserved)


def _left(budget: Stop) -> float | None:
    """Seconds left for checking; None where no clock decides."""
    return budget.left if isinstance(budget, Later | Until) else None
