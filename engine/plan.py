"""The whole story: pool, post, timetable, explain, audit, and let the witness judge."""

from collections.abc import Sequence

from engine.domain.dated import dates_of
from engine.domain.problem import Problem
from engine.domain.results import LevelValue, Plan, Published, Verdict
from engine.domain.timetable import Timetable
from engine.explanation.explain import CHECKS, explain
from engine.files.input_hash import input_hash
from engine.policy.audit import audit
from engine.policy.policy import policy_of
from engine.pooling.pool import pool
from engine.rules.rule import GOALS
from engine.staffing.post import post
from engine.timetabling.solve import Search, solve
from engine.timetabling.stopping import Stop, never
from engine.timetabling.watching import Watcher, silent
from engine.timetabling.weights import weights
from engine.verification.judgement import Judgement
from engine.verification.verify import verify


def plan(
    problem: Problem,
    *,
    search: Search,
    allowance: Stop = never,
    checks: int = CHECKS,
    watch: Watcher = silent,
    stop: Stop = never,
    start: Timetable | None = None,
) -> Plan:
    """Turn registers and requests into everything that is published, verified.

    `start` is an earlier timetable to begin from; unlocks are checked by at most `checks`
    re-solves, until `allowance` says stop. Raises Stopped when stopped before a first
    timetable; unserved demand and shortfalls are results. What the verdict says comes from
    the witness, never from the solver.
    """
    policy = policy_of(problem)
    pooled = pool(problem)
    postings = post(problem, policy).postings
    solved = solve(problem, pooled.sections, search=search, watch=watch, stop=stop, start=start)
    told = explain(
        problem, solved.timetable, pooled.alone, budget=allowance, checks=checks, watch=watch
    )
    published = Published(
        timetable=solved.timetable,
        dates=dates_of(problem, solved.timetable),
        unserved=told.unserved,
        idle=told.idle,
        postings=postings,
        audit=audit(problem, postings, policy, timetable=solved.timetable),
        certificate=solved.certificate,
    )
    judgement = verify(problem, published)
    verdict = verdict_of(problem, judgement, solved.levels, search)
    return Plan.model_validate({**dict(published), "verdict": verdict})


def plan_in_rounds(problem: Problem, seed: int, rounds: int) -> Plan:
    """Plan deterministically, with an effort counted in rounds: what a sweep repeats."""
    search = Search(rounds=rounds, seed=seed, workers=1, deterministic=True)
    return plan(problem, search=search, checks=0)


def verdict_of(
    problem: Problem, judgement: Judgement, levels: Sequence[LevelValue], search: Search
) -> Verdict:
    """Write the verdict from what the witness found; times and memory are for the caller."""
    score = judgement.score
    proved = {str(proof.name): proof.bound for proof in judgement.proofs}
    total = sum(getattr(weights(), goal) * score.levels[goal] for goal in GOALS)
    bound = proved.get("total", 0)
    return Verdict(
        sections=score.sections,
        placed=score.placed,
        hard_breaches=len(judgement.breaches),
        levels=tuple(levels),
        total=total,
        total_bound=bound,
        gap=round(100 * (total - bound) / total, 4) if total else 0.0,
        fairness_overruns=score.overruns,
        tour_m=score.tour_m,
        learners_asked=score.learners_asked,
        learners_served=score.learners_served,
        seconds=None,
        peak_mb=None,
        seed=search.seed,
        deterministic=search.deterministic,
        versions={},
        input_hash=input_hash(problem),
        settings=problem.settings.model_dump(),
    )
