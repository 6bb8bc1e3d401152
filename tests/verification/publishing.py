"""A small world with a full folder of results that is right in every number."""

from functools import cache

from engine.domain.certificate import BoundProof, Certificate
from engine.domain.dated import dates_of
from engine.domain.results import LevelValue, Published, Unserved, Verdict
from engine.domain.timetable import Posting
from engine.domain.weeks import Weeks
from engine.rules.axes import axes_of
from engine.rules.rule import GOALS
from engine.verification.bound.proved import Standing
from engine.verification.bound.sums import add_up
from engine.verification.bound.weights import weights
from engine.verification.published_numbers import total_of
from engine.verification.score import score
from tests.rules.tiny import (
    MONDAY,
    course,
    day,
    meeting,
    request,
    room,
    section,
    teacher,
    timetable,
    venue,
    world,
)

HALVES = (Weeks("1-2"), Weeks("1"))
UNITS = dict(zip(GOALS, ("priority-learners", "1/10000", "m", "points"), strict=True))


@cache
def small_world():
    """Three requests for one teacher who can serve two of them, a holiday, a school."""
    return world(
        calendar=(day(MONDAY),),
        courses=(
            course(modes=("onsite", "online"), weeks_allowed=HALVES),
            course("C2", weeks_allowed=HALVES),
        ),
        requests=(
            request(preferred_periods=("P2",)),
            request("Q2", course="C2", home="B1", learners=4, priority=2),
            request("Q3", home="A2", learners=3),
        ),
        venues=(venue(), venue("W", home="A2")),
        rooms=(room("R"), room("R2", at="W")),
        teachers=(teacher(max_weekly_meetings=2),),
        schools=({"id": "K", "name": "K", "kind": "street_branch", "area": "G1", "floor_m2": 500},),
    )


def placed():
    """A lawful timetable that leaves the third request out."""
    return timetable(
        meeting("S1"),
        meeting("S2", period="P2", room="R2", weeks=Weeks("1")),
        sections=(section("S1", Q=5), section("S2", course="C2", Q2=4), section("S3", Q3=3)),
    )


def proof(name, load, *, room=0, scale=1, street=0, **multipliers):
    """Make a proof that has not been added up yet, with a price on the load of the first week."""
    given = {"served": 0, "travel": 0, "fit": 0} | multipliers
    return BoundProof(
        name=name,
        streets={"G1": street, "G2": street} if street else {},
        scale=scale,
        room_prices={"R": {"P1": (room, 1)}} if room else {},
        teacher_prices={"T": {"P2": (room, 0)}} if room else {},
        day_prices={},
        load_prices={"T": (load, 0)},
        adds_up_to=0,
        bound=0,
        **given,
    )


def certificate(problem, held):
    """Make a certificate of all six bounds that adds up; that of served and travel is sharp."""
    axes, weight = axes_of(problem, held.sections), weights()
    by_weight = {goal: weight[goal] for goal in ("served", "travel", "fit")}
    open_proofs = (
        proof("served", 30, served=10),
        proof("fairness", 21, street=7),
        proof("travel", 27_000, served=9000, travel=1),
        proof("fit", 27_000, room=3, served=9000, street=1, travel=1, fit=100),
        proof("total", 60_000, room=3, street=50, **by_weight),
        proof("weighted", 50_000, room=3, street=50, **by_weight),
    )
    sums = add_up(open_proofs, axes)
    standing = Standing(score(problem, held).levels, sums.demand, weight)
    found = map(standing.proved, open_proofs, sums.by_proof)
    proofs = tuple(
        each.model_copy(update={"adds_up_to": proved.adds_up_to, "bound": proved.bound})
        for each, proved in zip(open_proofs, found, strict=True)
    )
    return Certificate(atoms=axes.atoms, proofs=proofs)


def verdict(problem, held, proofs):
    """Make the verdict of a lawful timetable."""
    found = score(problem, held)
    bounds = {each.name: each.bound for each in proofs}
    total = total_of(found.levels)
    levels = sum(weight * bounds[goal] for goal, weight in weights().items())
    least = max(bounds["total"], bounds["weighted"], levels)
    return Verdict(
        sections=found.sections,
        placed=found.placed,
        hard_breaches=0,
        levels=tuple(
            LevelValue(
                name=goal,
                value=found.levels[goal],
                bound=bounds[goal],
                certified=bounds[goal],
                proof="prices",
                unit=UNITS[goal],
            )
            for goal in GOALS
        ),
        total=total,
        total_bound=least,
        gap=100 * (total - least) / total,
        weighted_bound=bounds["weighted"],
        weighted_gap=100 * (total - bounds["weighted"]) / total,
        fairness_overruns=found.overruns,
        tour_m=found.tour_m,
        learners_asked=found.learners_asked,
        learners_served=found.learners_served,
        seconds=None,
        peak_mb=None,
        seed=0,
        deterministic=True,
        versions={},
        input_hash="hash",
        settings=problem.settings.model_dump(),
    )


@cache
def published():
    """Everything that stands in a folder of results, all of it right."""
    problem, held = small_world(), placed()
    certified = certificate(problem, held)
    return Published(
        timetable=held,
        dates=dates_of(problem, held),
        unserved=(
            Unserved(
                request="Q3",
                learners=3,
                reason=("teacher_clash",),
                missing="",
                cheapest_unlock="",
                verdict="not proved",
            ),
        ),
        idle=(),
        postings=(Posting(person="T", school="K", rule="P011"),),
        audit=(),
        certificate=certified,
        verdict=verdict(problem, held, certified.proofs),
    )
