"""A term without persons: stable pseudonyms, coarse places, no names, no reasons."""

import hashlib
import hmac
from collections.abc import Mapping
from typing import Any

from api.refusals import Conflict
from engine.domain.problem import Problem

SHORTEST_KEY = 16
DECIMALS = 2  # of a degree: about a kilometre
Row = dict[str, Any]


class Pseudonyms:
    """The same name gives the same pseudonym, term after term; without the key none leads back."""

    def __init__(self, key: str) -> None:
        if len(key) < SHORTEST_KEY:
            raise Conflict(
                f"请先设置 PAIKE_RESEARCH_KEY（至少 {SHORTEST_KEY} 字符）。",
                f"Set PAIKE_RESEARCH_KEY first (at least {SHORTEST_KEY} characters).",
            )
        self._key = key.encode()

    def of(self, noun: str, name: str) -> str:
        """Give the pseudonym of a name."""
        text = f"{noun}\x00{name}".encode()
        return f"{noun}-{hmac.new(self._key, text, hashlib.sha256).hexdigest()[:12]}"

    def maybe(self, noun: str, name: str | None) -> str | None:
        """Give the pseudonym of a name, if there is one."""
        return None if name is None else self.of(noun, name)


def anonymous(problem: Problem, known: Pseudonyms) -> Problem:
    """Give a term as researchers may have it; areas and dates stay, persons and wording go."""
    row = problem.model_dump(mode="json")
    row |= {"title": problem.name, "origin": "anonymised", "locks": []}
    row["areas"] = [each | {"name": each["code"]} for each in row["areas"]]
    row["schools"] = [_named(each, "school", known) for each in row["schools"]]
    row["venues"] = [_venue(each, known) for each in row["venues"]]
    row["rooms"] = [_room(each, known) for each in row["rooms"]]
    row["teachers"] = [_teacher(each, problem, known) for each in row["teachers"]]
    row["courses"] = [_named(each, "course", known) for each in row["courses"]]
    row["requests"] = [_request(each, known) for each in row["requests"]]
    row["unavailable"] = [
        each | {"id": known.of(each["kind"], each["id"]), "reason": ""}
        for each in row["unavailable"]
    ]
    row["calendar"] = [
        each | {"venue": known.maybe("venue", each["venue"]), "name": each["kind"]}
        for each in row["calendar"]
    ]
    row["last_term"] = [
        each
        | {"teacher": known.of("teacher", each["teacher"])}
        | {"course": known.of("course", each["course"])}
        for each in row["last_term"]
    ]
    for noun in ("schools", "venues", "rooms", "teachers", "courses", "requests"):
        row[noun] = sorted(row[noun], key=lambda each: str(each["id"]))  # no order of names is left
    return Problem.model_validate(row)


def anonymous_booking(booking: Mapping[str, Any], known: Pseudonyms) -> Row:
    """Give a booking as researchers may have it."""
    fields = booking["fields"]
    return {
        "booking": known.of("booking", booking["id"]),
        "request": known.maybe("request", booking["request"]),
        "kind": booking["kind"],
        "state": booking["state"],
        "area": booking["area"],
        "teacher": known.maybe("teacher", fields["teacher"]),
        "room": known.maybe("room", fields["room"]),
        "learners": fields["learners"],
        "slots": fields["slots"],
        "open": fields["open"],
        "cancelled_by": fields.get("cancelled_by"),
    }


def _named(row: Row, noun: str, known: Pseudonyms) -> Row:
    name = known.of(noun, row["id"])
    return row | {"id": name, "name": name}


def _venue(row: Row, known: Pseudonyms) -> Row:
    places = {name: None if row[name] is None else round(row[name], DECIMALS) for name in POINT}
    return _named(row, "venue", known) | places | {"liaison": "yes" if row["liaison"] else ""}


def _room(row: Row, known: Pseudonyms) -> Row:
    return _named(row, "room", known) | {"venue": known.of("venue", row["venue"])}


def _teacher(row: Row, problem: Problem, known: Pseudonyms) -> Row:
    # a home is told as the point of its street: a community may have a single teacher
    street = problem.ancestor(row["area"], "street") or row["area"]
    home = {"area": street, "lat": None, "lon": None, "school": None}
    if row["school"] is not None:
        home["school"] = known.of("school", row["school"])
    return _named(row, "teacher", known) | home


def _request(row: Row, known: Pseudonyms) -> Row:
    names = {"id": known.of("request", row["id"]), "course": known.of("course", row["course"])}
    return row | names | {"group": known.maybe("group", row["group"])}


POINT = ("lat", "lon")
