"""The sum L of every proof: what the sections cost, less what the priced things are worth."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from engine.domain.certificate import BoundProof
from engine.rules.axes import Axes
from engine.rules.book import RULE_BOOK
from engine.rules.terms import Ints, Unserved
from engine.verification.bound.cheapest import Market, cheapest
from engine.verification.bound.combined import Combined, combine
from engine.verification.bound.options import options_of
from engine.verification.bound.price_tables import PriceTables, tables_of

SECTIONS_AT_ONCE = 500


@dataclass(frozen=True)
class Sums:
    """What the proofs add up to, and the whole demand of each street in priority-learners."""

    by_proof: tuple[int, ...]
    demand: dict[str, int]


def add_up(proofs: Sequence[BoundProof], axes: Axes) -> Sums:
    """Add up L of every proof over all sections. Raises BadProof when one cannot be."""
    tables = [tables_of(proof, axes) for proof in proofs]
    markets = [_market(table, axes) for table in tables]
    sums = [0] * len(tables)
    demand: dict[str, int] = {}
    for first, (chunk, terms) in enumerate(_chunks(axes)):
        assert terms.unserved is not None  # the rule book always says what is at stake
        if first == 0:
            demand = dict(zip(terms.unserved.streets, terms.unserved.total.tolist(), strict=True))
            sums = [_lost(t, terms.unserved) - t.taken_back(axes, terms) for t in tables]
        out = [_left_out(table, terms.unserved) for table in tables]
        for section in range(len(chunk.sections)):
            options = options_of(chunk, terms, section)
            for place, market in enumerate(markets):
                sums[place] += min(int(out[place][section]), cheapest(options, market))
    return Sums(tuple(sums), demand)


def _chunks(axes: Axes) -> Iterator[tuple[Axes, Combined]]:
    """Cut the sections into parts and combine the terms of each."""
    for start in range(0, max(1, len(axes.every)), SECTIONS_AT_ONCE):
        chunk = replace(axes, chunk=slice(start, start + SECTIONS_AT_ONCE))
        yield chunk, combine(chunk, (term for rule in RULE_BOOK for term in rule.terms(chunk)))


def _market(table: PriceTables, axes: Axes) -> Market:
    return Market(
        travel=table.proof.travel,
        fit=table.proof.fit,
        room_pay=table.room_pay(axes),
        teacher_pay=table.teacher_pay(axes),
        weekday=axes.ground.period_weekday,
    )


def _left_out(table: PriceTables, demand: Unserved) -> Ints:
    """What it costs to leave out each section of a chunk [S]."""
    everywhere = demand.by_street.sum(axis=1) + demand.elsewhere
    return np.asarray(table.proof.served * everywhere + demand.by_street @ table.street)


def _lost(table: PriceTables, demand: Unserved) -> int:
    """What the demand costs that no section holds."""
    everywhere = int(demand.lost.sum()) + demand.lost_elsewhere
    return table.proof.served * everywhere + int(demand.lost @ table.street)
