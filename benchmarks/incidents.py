"""Things that happen in term, drawn at random, and a timetable that lives through them."""

from dataclasses import dataclass, field
from datetime import timedelta
from random import Random

from engine import verbs
from engine.domain.incident import Away, Incident, RequestAdded, RequestCancelled
from engine.domain.problem import Problem
from engine.domain.timetable import Timetable
from engine.repair.repair import Repaired

KINDS = ("teacher_away", "teacher_away", "room_away", "request_added", "request_cancelled")
WEEKS_AWAY = (1, 2, 4)


@dataclass
class Term:
    """A timetable in use: every incident is repaired on top of the repairs before it."""

    problem: Problem
    timetable: Timetable
    rng: Random
    steps: list[tuple[Timetable, Repaired]] = field(default_factory=list)

    def happens(self, incident: Incident) -> None:
        """Repair after one incident, and go on with what stands then."""
        repaired = verbs.repair(self.problem, self.timetable, [incident])
        self.steps.append((self.timetable, repaired))
        self.problem, self.timetable = repaired.problem, repaired.timetable

    def next_incident(self) -> Incident:
        """Draw what happens next: illness, a lost room, a new request or one taken back."""
        kind = self.rng.choice(KINDS)
        if kind == "request_added":
            return self._request_added()
        if kind == "request_cancelled":
            return RequestCancelled(kind=kind, id=self.rng.choice(self.problem.requests).id)
        return self._away(kind)

    def _away(self, kind: str) -> Away:
        rows = [row for row in self.timetable.meetings if row.room is not None]
        row = self.rng.choice(rows)
        term, weeks = self.problem.term, self.rng.choice(WEEKS_AWAY)
        first = term.date_of(self.rng.randint(1, term.weeks - weeks + 1), 1)
        return Away.model_validate(
            {
                "kind": kind,
                "id": row.teacher if kind == "teacher_away" else row.room,
                "from_date": first,
                "to_date": first + timedelta(days=7 * weeks - 1),
            }
        )

    def _request_added(self) -> RequestAdded:
        like = self.rng.choice(self.problem.requests)
        request = like.model_copy(update={"id": f"{like.id}-later-{len(self.steps)}"})
        return RequestAdded(kind="request_added", request=request)
