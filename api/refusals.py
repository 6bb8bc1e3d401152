"""Everything the service refuses, each with its HTTP status.

Refusal (engine)
└── Unwelcome
    ├── NotAsked 400      a header that the request must carry
    ├── Nobody 401        no session and no token, or one that is no longer good
    ├── Forbidden 403     not for this role, or not from that page
    ├── Missing 404       not there, or not for the eyes of the caller
    ├── Conflict 409      taken, or already used for something else
    ├── Stale 412         changed since it was read
    ├── TooLarge 413      more bytes than a request may have
    ├── Unfit 422         fields that do not fit, each with its place
    ├── Unconditional 428 an edit without If-Match
    └── TooMany 429       too many attempts
"""

from engine.refusals import Refusal


class Unwelcome(Refusal):
    """A request that the service does not serve."""

    status = 400


class NotAsked(Unwelcome):
    """A request without a header that it must carry."""


class Nobody(Unwelcome):
    """No session and no token, or one that is no longer good."""

    status = 401


class Forbidden(Unwelcome):
    """Not for this role, or not from that page."""

    status = 403


class Missing(Unwelcome):
    """Not there, or not for the eyes of the caller."""

    status = 404


class Conflict(Unwelcome):
    """Taken, or already used for something else."""

    status = 409


class Stale(Unwelcome):
    """Changed since it was read."""

    status = 412


class TooLarge(Unwelcome):
    """More bytes than a request may have."""

    status = 413


class Unfit(Unwelcome):
    """Fields that do not fit; `places` are pairs (where, what is wrong)."""

    status = 422

    def __init__(self, zh: str, en: str, places: tuple[tuple[str, str], ...] = ()) -> None:
        super().__init__(zh, en)
        self.places = places


class Unconditional(Unwelcome):
    """An edit that does not say which version it changes."""

    status = 428


class TooMany(Unwelcome):
    """Too many attempts in too short a time."""

    status = 429
