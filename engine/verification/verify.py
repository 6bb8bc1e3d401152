"""The story of the witness: read the laws, add up the goals and the bounds, compare."""

from collections.abc import Iterable, Iterator

from engine.domain.problem import Problem
from engine.domain.results import Published
from engine.domain.timetable import Timetable
from engine.rules.book import GUARDS, RULE_BOOK
from engine.rules.rule import Breach
from engine.rules.sections.known_names import sound_part
from engine.rules.sections.locks import LocksKept, refuse_unknown_locks
from engine.rules.times.dates_follow import DatesFollow
from engine.rules.times.past import PastStays
from engine.verification.bound.certified import Certified, certified
from engine.verification.complaint import Complaint, was_changed
from engine.verification.judgement import Judgement
from engine.verification.published_numbers import (
    Found,
    posting_complaints,
    unserved_complaints,
    verdict_complaints,
)
from engine.verification.score import costs, score_sound


def verify(
    problem: Problem,
    published: Published,
    *,
    input_hash: str | None = None,
    earlier: Timetable | None = None,
    changed: Iterable[str] = (),
) -> Judgement:
    """Judge what was published by the laws alone, and every number in it.

    Sections and placements with unknown names are breaches; what they would have served
    counts as not served. With `input_hash`, the fingerprint of the problem as
    `engine.files` makes it, the verdict must be about this very problem. With the `earlier`
    timetable its locked parts, and whatever is over, must be as they were. `changed` are files
    that are no longer what was published; each is complained of.
    """
    sound = sound_part(published.timetable, problem)
    broken = (
        *hard_breaches(problem, published.timetable),
        *_date_breaches(problem, published),
        *_changes_of_what_stays(problem, sound, earlier),
    )
    amounts = costs(problem, sound)
    score = score_sound(problem, sound, amounts)
    bounds = Certified()
    if published.certificate is not None:
        bounds = certified(problem, sound, published.certificate, score.levels)
    numbers = _number_complaints(
        problem, published, sound, Found(score, len(broken), bounds.proofs, input_hash)
    )
    return Judgement(
        breaches=broken,
        costs=amounts,
        score=score,
        proofs=bounds.proofs,
        complaints=(*map(was_changed, changed), *bounds.complaints, *numbers),
    )


def hard_breaches(problem: Problem, timetable: Timetable) -> tuple[Breach, ...]:
    """Every place where a timetable breaks a hard rule, rule by rule in the order of the book."""
    sound = sound_part(timetable, problem)
    return tuple(
        breach
        for rule in RULE_BOOK
        if rule.goal == "hard"
        for breach in _sorted(rule.breaches(timetable if rule in GUARDS else sound, problem))
    )


def _date_breaches(problem: Problem, published: Published) -> list[Breach]:
    if published.dates is None:
        return []
    sound = sound_part(published.timetable, problem)
    return _sorted(DatesFollow(published.dates).breaches(sound, problem))


def _changes_of_what_stays(
    problem: Problem, sound: Timetable, earlier: Timetable | None
) -> list[Breach]:
    if earlier is None:
        return []
    refuse_unknown_locks(problem, earlier)
    locks = _sorted(LocksKept(earlier).breaches(sound, problem))
    return [*locks, *_sorted(PastStays(earlier).breaches(sound, problem))]


def _sorted(breaches: Iterator[Breach]) -> list[Breach]:
    """Order breaches by what they say, so that the order of rows changes nothing."""
    return sorted(breaches, key=lambda breach: breach.line("en"))


def _number_complaints(
    problem: Problem, published: Published, sound: Timetable, found: Found
) -> Iterator[Complaint]:
    if published.verdict is not None:
        yield from verdict_complaints(published.verdict, problem, found)
    if published.unserved is not None:
        yield from unserved_complaints(published.unserved, problem, sound)
    if published.postings is not None:
        yield from posting_complaints(published.postings, problem)
