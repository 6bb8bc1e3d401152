"""Matching kept ready in the process: the index of a term, brought up to date by the log of changes."""

from collections.abc import Callable, Mapping, Sequence
from threading import Lock

from api.store.database import Connection, Engine, transaction
from api.store.deals import ground
from engine.domain.problem import Problem
from engine.matching.asked import Proposal, Wanted
from engine.matching.standing import Standing

LOOK_BACK = 200  # changes: of two that overlap, the one with the lower number may end later


Find = Callable[[Standing, Wanted], Sequence[Proposal]]


class LiveMatching:
    """Answers from an index that is as new as the last committed change.

    It reads on a connection of its own, so that it never holds what is not committed yet. That
    an offer is free is only likely here; the claim on it decides.
    """

    def __init__(self, engine: Engine, find: Find) -> None:
        self._engine, self._find = engine, find
        self._terms: dict[str, Standing] = {}
        self._last = 0
        self._seen: frozenset[int] = frozenset()
        self._lock = Lock()

    def problem(self, term: str) -> Problem:
        """Give the term with all registers, as it stands."""
        return self.standing(term).problem

    def served(self, term: str) -> Mapping[str, int]:
        """Give the learners that the published timetable serves, by request."""
        return self.standing(term).served

    def propose(self, term: str, wanted: Wanted) -> Sequence[Proposal]:
        """Give at most five proposals, the best first."""
        return self._find(self.standing(term), wanted)

    def standing(self, term: str) -> Standing:
        """Give a term as it stands, once what has changed is taken in."""
        with self._lock, transaction(self._engine, writes=False) as db:
            self._catch_up(db)
            if term not in self._terms:
                self._terms[term] = _read(db, term)
            return self._terms[term]

    def _catch_up(self, db: Connection) -> None:
        last = ground.last_change(db)
        if last == self._last:
            return
        since = min(self._last, last) if self._terms else last
        changes = ground.changed_since(db, since - LOOK_BACK)
        new = [each for each in changes if each[0] not in self._seen]
        self._last, self._seen = last, frozenset(number for number, _, _ in changes)
        if any(noun in ground.CHANGING for _, noun, _ in new):
            self._terms.clear()
        moved = {row for _, noun, row in new if noun in ground.CLAIMING}
        if moved and self._terms:
            claims = ground.live_claims(db, moved)
            for standing in self._terms.values():
                standing.enter(claims)


def _read(db: Connection, term: str) -> Standing:
    found = ground.registers(db, term), ground.published(db, term)
    return Standing(*found, claims=ground.live_claims(db))
