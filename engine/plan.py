"""The whole story: pool, post, timetable, explain, audit, and let the witness judge."""

from collections.abc import Sequence
from dataclasses import dataclass

from engine.domain.certificate import Certificate
from engine.domain.dated import dates_of
from engine.domain.problem import Problem
from engine.domain.results import LevelValue, Plan, Published, Verdict
from engine.domain.timetable import Timetable
from engine.explanation.explain import CHECKS, Explanation, explain
from engine.files.input_hash import input_hash
from engine.policy.audit import audit
from engine.policy.policy import policy_of
from engine.pooling.alone import alone
from engine.pooling.pool import pool
from engine.pooling.reach import reach_of
from engine.refusals import BadInput, Fault
from engine.repair.proof import proved_again
from engine.repair.repair import Repaired
from engine.revisiting import revisited
from engine.rules.rule import GOALS
from engine.rules.sections.locks import locked_sections
from engine.staffing.post import post
from engine.timetabling.solve import UNITS, Search
from engine.timetabling.stopping import Stop, never
from engine.timetabling.watching import Progress, Watcher, silent
from engine.timetabling.weights import weights
from engine.verification.judgement import Judgement
from engine.verification.verify import verify


@dataclass(frozen=True)
class Checking:
    """How far proposed unlocks are checked: so many re-solves at most, until somebody says stop."""

    most: int = CHECKS
    stop: Stop = never


EVERY_UNLOCK = Checking()


def plan(
    problem: Problem,
    *,
    search: Search,
    checking: Checking = EVERY_UNLOCK,
    watch: Watcher = silent,
    stop: Stop = never,
    start: Timetable | None = None,
) -> Plan:
    """Turn registers and requests into everything that is published, verified.

    `start` is an earlier timetable to begin from; what locks hold of it stays as it is. Raises
    Stopped when stopped before a first timetable, UnknownName for a lock on no section of
    `start`; unserved demand and shortfalls are results. What the verdict says comes from the
    witness, never from the solver. A term that is under way is refused (BadInput): what it has
    held would be planned anew.
    """
    _refuse_under_way(problem)
    watch(Progress("pool"))
    pooled = pool(problem, kept=() if start is None else locked_sections(problem, start))
    found = revisited(problem, pooled.sections, search=search, watch=watch, stop=stop, start=start)
    lone = alone(problem, reach_of(problem), found.timetable.sections)
    told = explain(
        problem,
        found.timetable,
        tuple(lone),
        budget=checking.stop,
        checks=checking.most,
        watch=watch,
    )
    watch(Progress("verify"))
    published = published_with(problem, found.timetable, told, found.certificate)
    return judged(problem, published, search, found.levels, earlier=start)


def _refuse_under_way(problem: Problem) -> None:
    if problem.as_of is not None and problem.as_of > problem.term.start:
        fault = Fault(
            file=problem.name,
            sheet="",
            row=0,
            column="as_of",
            found=f"{problem.as_of}",
            expected=("尚未开始的学期", "a term that has not begun"),
            fix=(
                "学期已经开始：用 paike repair 调整；要从头排，请清空 as_of（进行到）。",
                "The term is under way: use paike repair, or empty as_of to plan all of it anew.",
            ),
        )
        raise BadInput([fault])


def plan_in_rounds(problem: Problem, seed: int, rounds: int) -> Plan:
    """Plan deterministically, with an effort counted in rounds: what a sweep repeats."""
    search = Search(rounds=rounds, seed=seed, workers=1, deterministic=True)
    return plan(problem, search=search, checking=Checking(most=0))


def plan_after(repaired: Repaired, earlier: Published, *, watch: Watcher = silent) -> Plan:
    """Turn a repair into everything that is published, verified.

    The prices of the earlier certificate still prove something about the world as it now is;
    what, is added up anew. No unlock is checked: a repair is wanted at once.
    """
    problem, timetable = repaired.problem, repaired.timetable
    lone = alone(problem, reach_of(problem), timetable.sections)
    told = explain(problem, timetable, tuple(lone), checks=0, watch=watch)
    certificate = proved_again(problem, timetable, earlier.certificate)
    published = published_with(problem, timetable, told, certificate)
    seed = earlier.verdict.seed if earlier.verdict else 0
    search = Search(seed=seed, deterministic=True)
    return judged(problem, published, search, earlier=earlier.timetable)


def published_with(
    problem: Problem, timetable: Timetable, told: Explanation, certificate: Certificate
) -> Published:
    """All that follows from a timetable, its explanation and its proof, but the verdict."""
    policy = policy_of(problem)
    postings = post(problem, policy).postings
    return Published(
        timetable=timetable,
        dates=dates_of(problem, timetable),
        unserved=told.unserved,
        idle=told.idle,
        postings=postings,
        audit=audit(problem, postings, policy, timetable=timetable),
        certificate=certificate,
    )


def judged(
    problem: Problem,
    published: Published,
    search: Search,
    levels: Sequence[LevelValue] = (),
    *,
    earlier: Timetable | None = None,
) -> Plan:
    """Let the witness judge, and write its verdict; without levels, what the prices prove."""
    judgement = verify(problem, published, earlier=earlier)
    told = levels or levels_of(judgement)
    verdict = verdict_of(problem, judgement, told, search)
    return Plan.model_validate({**dict(published), "verdict": verdict})


def levels_of(judgement: Judgement) -> tuple[LevelValue, ...]:
    """The levels as the witness found them, each with what the prices prove of it."""
    proved = {proof.name: proof.bound for proof in judgement.proofs}
    return tuple(
        LevelValue(
            name=name,
            value=judgement.levels[name],
            bound=proved.get(name, 0),
            certified=proved.get(name, 0),
            proof="prices",
            unit=unit,
        )
        for name, unit in UNITS.items()
    )


def verdict_of(
    problem: Problem, judgement: Judgement, levels: Sequence[LevelValue], search: Search
) -> Verdict:
    """Write the verdict from what the witness found; times and memory are for the caller."""
    found = judgement.score
    proved = {str(proof.name): proof.bound for proof in judgement.proofs}
    total = sum(getattr(weights(), goal) * found.levels[goal] for goal in GOALS)
    bounds = judgement.total_bound, proved.get("weighted", 0)
    gaps = [round(100 * (total - bound) / total, 4) if total else 0.0 for bound in bounds]
    return Verdict(
        sections=found.sections,
        placed=found.placed,
        hard_breaches=len(judgement.breaches),
        levels=tuple(levels),
        total=total,
        total_bound=bounds[0],
        gap=gaps[0],
        weighted_bound=bounds[1],
        weighted_gap=gaps[1],
        fairness_overruns=found.overruns,
        tour_m=found.tour_m,
        learners_asked=found.learners_asked,
        learners_served=found.learners_served,
        seconds=None,
        peak_mb=None,
        seed=search.seed,
        deterministic=search.deterministic,
        versions={},
        input_hash=input_hash(problem),
        settings=problem.settings.model_dump(),
    )
