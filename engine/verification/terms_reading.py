"""Reads terms as a clerk would: row by row, week by week, to hold them against the law.

It shares nothing with the solver's reading of the same arrays.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import combinations, permutations

from engine.rules.terms import (
    Apart,
    Cost,
    Forbid,
    Limit,
    Needed,
    Reach,
    Same,
    Spread,
    Term,
    Unserved,
)
from engine.verification.placed_rows import LaidOut, PlacedRow

Rows = list[PlacedRow]


def refusals(terms: Iterable[Term], laid: LaidOut) -> Iterator[str]:
    """Say what the terms refuse in a timetable; nothing when they allow all of it."""
    yield from (f"{section}: {reason}" for section, reason in laid.malformed)
    rows = laid.rows
    for term in terms:
        match term:
            case Forbid():
                yield from _forbidden(term, rows)
            case Needed():
                yield from _missed(term, rows)
            case Limit():
                yield from _over_limit(term, rows)
            case Same(axis, where):
                held = _distinct(term, rows)
                yield from (f"several {axis}s" for at, n in held.items() if where[at] and n > 1)
            case Reach():
                yield from _out_of_reach(term, rows)
            case Apart(pairs):
                together = {tuple(sorted(pair)) for pair in _at_one_time(rows)}
                yield from (f"not apart: {pair}" for pair in map(tuple, pairs) if pair in together)
            case Spread():
                days = Counter((row.section, row.at["weekday"]) for row in rows)
                yield from (f"{section}: one weekday" for (section, _), n in days.items() if n > 1)
            case Cost() | Unserved():
                pass  # an amount, not a refusal


def amounts(terms: Iterable[Term], laid: LaidOut) -> Counter[str]:
    """Add up what the terms count by goal: served, fairness, travel and fit."""
    rows = laid.rows
    total: Counter[str] = Counter()
    for term in terms:
        match term:
            case Cost(goal, along, amount):
                places = (row.place(along) for row in rows)
                total[goal] += sum(int(amount[place]) for place in places if place is not None)
            case Limit(agreed=agreed, over=over) if agreed is not None:
                beyond = (
                    n - int(agreed[place])
                    for (place, _), n in _loads(term, rows).items()
                    if agreed[place] >= 0
                )
                total["fit"] += over * sum(each for each in beyond if each > 0)
            case Same(where=where, change=change):
                held = _distinct(term, rows)
                total["fit"] += sum(
                    change * (n - 1) for at, n in held.items() if n > 1 and not where[at]
                )
            case Unserved():
                total.update(_unserved(term, rows, len(laid.axes.every)))
            case _:
                pass  # a refusal, not an amount
    return total


def _forbidden(term: Forbid, rows: Rows) -> Iterator[str]:
    for row in rows:
        place = row.place(term.axes)
        if place is not None and term.where[place]:
            yield f"{row.section}: forbidden {term.axes} {place}"


def _missed(term: Needed, rows: Rows) -> Iterator[str]:
    for n, teacher in enumerate(term.teacher):
        for row in rows:
            there = (row.at["teacher"], row.at["weekday"]) == (teacher, term.weekday[n])
            if there and term.week[n] in row.weeks and _is_needed(term, n, row):
                yield f"{row.section}: teacher {teacher} is needed in week {term.week[n]}"


def _is_needed(term: Needed, n: int, row: PlacedRow) -> bool:
    if "room" in row.at:
        return bool(term.rooms[n, row.at["room"]])
    return bool(term.online[n, row.at["section"]])


def _loads(term: Limit, rows: Rows) -> Counter[tuple[tuple[int, ...], int]]:
    """Meetings by (place, week)."""
    loads: Counter[tuple[tuple[int, ...], int]] = Counter()
    for row in rows:
        place = row.place(term.per)
        if place is not None:
            loads.update((place, week) for week in row.weeks)
    return loads


def _over_limit(term: Limit, rows: Rows) -> Iterator[str]:
    for (place, week), n in _loads(term, rows).items():
        if 0 <= term.most[place] < n:
            yield f"{n} meetings on {term.per} {place} in week {week}"


def _distinct(term: Same, rows: Rows) -> dict[int, int]:
    """How many teachers or rooms each section has, by its place."""
    held: dict[int, set[int]] = {}
    for row in rows:
        if term.axis in row.at:
            held.setdefault(row.at["section"], set()).add(row.at[term.axis])
    return {section: len(each) for section, each in held.items()}


def _out_of_reach(term: Reach, rows: Rows) -> Iterator[str]:
    days: dict[tuple[int, int], Rows] = {}
    for row in rows:
        if "room" in row.at:
            days.setdefault((row.at["teacher"], row.at["weekday"]), []).append(row)
    for first, second in (pair for day in days.values() for pair in permutations(day, 2)):
        gap = term.gap[first.at["period"], second.at["period"]]
        here, there = (term.venue_of_room[row.at["room"]] for row in (first, second))
        if gap >= 0 and term.minutes[here, there] > gap and first.weeks & second.weeks:
            yield f"{first.section} to {second.section}: out of reach"


def _at_one_time(rows: Rows) -> Iterator[tuple[int, int]]:
    """Pairs of sections that meet in one period in a common week."""
    periods: dict[int, Rows] = {}
    for row in rows:
        periods.setdefault(row.at["period"], []).append(row)
    for first, second in (pair for held in periods.values() for pair in combinations(held, 2)):
        if first.weeks & second.weeks:
            yield first.at["section"], second.at["section"]


def _unserved(term: Unserved, rows: Rows, sections: int) -> Counter[str]:
    out = sorted(set(range(sections)) - {row.at["section"] for row in rows})
    left = term.lost + term.by_street[out].sum(axis=0)
    elsewhere = term.lost_elsewhere + int(term.elsewhere[out].sum())
    shares = [-(-10_000 * int(u) // int(d)) for u, d in zip(left, term.total, strict=True) if d]
    return Counter(served=int(left.sum()) + elsewhere, fairness=max(shares, default=0))
