"""What a run reports beside the timetable: unserved demand, idle supply, audit and verdict."""

from typing import Annotated, Literal

from pydantic import Field

from engine.domain.certificate import Certificate
from engine.domain.said import Said
from engine.domain.thing import Thing, Words
from engine.domain.timetable import DatedMeeting, Posting, Timetable

Proof = Literal["proved", "not proved"]


class Unserved(Thing):
    """A request with learners not served: why, what is missing, and the cheapest unlock (资源缺乏).

    `reason` are rule names or reasons of pooling. `verdict` is `proved` only when a re-solve
    confirmed the unlock.
    """

    request: str
    learners: Annotated[int, Field(ge=1)]
    reason: Words
    missing: Said
    cheapest_unlock: Said
    verdict: Proof


class Idle(Thing):
    """Supply that nobody took, wholly or in part, and why (落地困难)."""

    kind: Literal["teacher", "room"]
    id: str
    free_periods: Annotated[int, Field(ge=0)]
    periods: Words
    reason: Said


class AuditLine(Thing):
    """One policy number held against one organisation.

    `rule` is the policy's id (P0xx), `phrase` its words (the English is our translation), `where`
    its section, `reading` the open readings used, `formula` how required and found were
    reckoned, `rows` the source rows counted.
    """

    rule: str
    phrase: Said
    where: str
    organisation: str
    required: float
    found: float
    shortfall: float
    unit: Said
    reading: Said
    formula: Said
    rows: Words


class LevelValue(Thing):
    """One lexicographic level: what the timetable costs and what no timetable can go below.

    `proof` says where the bound comes from: `prices` (the certificate adds up to it) or
    `exact search` (a complete search closed the gap; `certified` is what prices alone prove).
    Fairness includes its ties: an exact search proves travel and fit among the timetables that
    are no worse in the overruns of the streets either.
    """

    name: Literal["served", "fairness", "travel", "fit"]
    value: int
    bound: int
    certified: int
    proof: Literal["prices", "exact search"]
    unit: str


class Verdict(Thing):
    """`verdict.json`: what the witness and the run say about a timetable.

    `gap` is in percent over the weighted total, against timetables that keep the order of the
    goals; `weighted_gap` against all timetables, also those that give up a higher level for a
    lower one. `seconds`, `peak_mb` and `versions` are empty
    in deterministic mode.
    """

    sections: int
    placed: int
    hard_breaches: int
    levels: tuple[LevelValue, ...]
    total: int
    total_bound: int
    gap: float
    weighted_bound: int
    weighted_gap: float
    fairness_overruns: int
    tour_m: int
    learners_asked: int
    learners_served: int
    seconds: float | None
    peak_mb: float | None
    seed: int
    deterministic: bool
    versions: dict[str, str]
    input_hash: str
    settings: dict[str, float | int | str]


class Plan(Thing):
    """Everything `solve` publishes; `engine.files` writes it as one folder."""

    timetable: Timetable
    dates: tuple[DatedMeeting, ...]
    unserved: tuple[Unserved, ...]
    idle: tuple[Idle, ...]
    postings: tuple[Posting, ...]
    audit: tuple[AuditLine, ...]
    certificate: Certificate
    verdict: Verdict


class Published(Thing):
    """What stands in a folder of results; all but the timetable may be absent."""

    timetable: Timetable
    dates: tuple[DatedMeeting, ...] | None = None
    unserved: tuple[Unserved, ...] | None = None
    idle: tuple[Idle, ...] | None = None
    postings: tuple[Posting, ...] | None = None
    audit: tuple[AuditLine, ...] | None = None
    certificate: Certificate | None = None
    verdict: Verdict | None = None
