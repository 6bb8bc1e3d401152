"""The sum L of every proof: what the sections cost, less what the priced things are worth."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from engine.domain.certificate import BoundProof, CutProof
from engine.rules.axes import Axes
from engine.rules.book import RULE_BOOK
from engine.rules.terms import Ints, Unserved
from engine.verification.bound.cheapest import Market, cheapest
from engine.verification.bound.combined import Combined, combine
from engine.verification.bound.options import options_of
from engine.verification.bound.places import Places, no_limits, parts_of_axes
from engine.verification.bound.price_tables import PriceTables, tables_of, tables_of_cut

SECTIONS_AT_ONCE = 2000


@dataclass(frozen=True)
class Sums:
    """What cuts and proofs add up to, and the demand of each street in priority-learners.

    What a cut adds up to decides how many it leaves out, whatever the certificate says.
    """

    by_cut: tuple[int, ...]
    by_proof: tuple[int, ...]
    demand: dict[str, int]


def add_up(proofs: Sequence[BoundProof], axes: Axes, cuts: Sequence[CutProof] = ()) -> Sums:
    """Add up L of every cut and proof over all sections. Raises BadProof when one cannot be."""
    tables = [tables_of_cut(cut, axes) for cut in cuts]
    tables += [tables_of(proof, axes, cuts) for proof in proofs]
    sums, streets, limits = [0] * len(tables), axes.ground.streets, no_limits(axes)
    demand = np.zeros(len(streets), dtype=np.int64)
    for part in parts_of_axes(axes):
        places = Places.of(part, axes)
        markets = [_market(places.share(table), part) for table in tables]
        for first, (chunk, terms) in enumerate(_chunks(part)):
            assert terms.unserved is not None  # the rule book always says what is at stake
            if first == 0:
                demand += terms.unserved.total
                places.enter(terms, limits)
                sums = [
                    total + _lost(table, terms.unserved)
                    for total, table in zip(sums, tables, strict=True)
                ]
            out = [_left_out(table, chunk, terms.unserved) for table in tables]
            for section in range(len(chunk.sections)):
                options = options_of(chunk, terms, section)
                for place, market in enumerate(markets):
                    sums[place] += min(int(out[place][section]), cheapest(options, market))
    found = [
        total - table.taken_back(axes, limits) for total, table in zip(sums, tables, strict=True)
    ]
    by_cut, by_proof = found[: len(cuts)], found[len(cuts) :]
    least = [least_of(cut, added) for cut, added in zip(cuts, by_cut, strict=True)]
    worth = [sum(p * n for p, n in zip(proof.cuts, least, strict=False)) for proof in proofs]
    totals = dict(zip(streets, demand.tolist(), strict=True))
    return Sums(tuple(by_cut), tuple(map(int.__add__, by_proof, worth)), totals)


def least_of(cut: CutProof, added: int) -> int:
    """How many sections of a cut are left out at least, by what its prices add up to."""
    return max(0, -(-added // cut.scale))


def _chunks(axes: Axes) -> Iterator[tuple[Axes, Combined]]:
    """Cut the sections into parts and combine the terms of each."""
    for start in range(0, max(1, len(axes.every)), SECTIONS_AT_ONCE):
        chunk = replace(axes, chunk=slice(start, start + SECTIONS_AT_ONCE))
        yield chunk, combine(chunk, (term for rule in RULE_BOOK for term in rule.terms(chunk)))


def _market(table: PriceTables, axes: Axes) -> Market:
    return Market(
        travel=table.travel,
        fit=table.fit,
        room_pay=table.room_pay(axes),
        teacher_pay=table.teacher_pay(axes),
        twice_pay=table.twice_pay(axes),
        weekday=axes.ground.period_weekday,
    )


def _left_out(table: PriceTables, chunk: Axes, demand: Unserved) -> Ints:
    """What it costs to leave out each section of a chunk [S]."""
    everywhere = demand.by_street.sum(axis=1) + demand.elsewhere
    beside = [table.by_section.get(section.id, 0) for section in chunk.sections]
    cost = table.served * everywhere + demand.by_street @ table.street
    return np.asarray(cost + np.array(beside, dtype=np.int64))


def _lost(table: PriceTables, demand: Unserved) -> int:
    """What the demand costs that no section holds."""
    everywhere = int(demand.lost.sum()) + demand.lost_elsewhere
    return table.served * everywhere + int(demand.lost @ table.street)
