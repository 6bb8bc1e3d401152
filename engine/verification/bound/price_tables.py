"""The prices of one proof as dense tables, and what they take back from the sum."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from engine.domain.certificate import LARGEST_PRICE, BoundProof, CutProof, OddSetPrice, Priced
from engine.refusals import Refusal
from engine.rules.axes import Axes
from engine.rules.terms import Ints
from engine.verification.bound.limits import Limits

LARGEST_MULTIPLIER = 1 << 32  # beyond this, sums of one placement could leave 64 bits
WEEKDAYS = tuple(str(day) for day in range(1, 8))


class BadProof(Refusal):
    """A proof that cannot be added up: an unknown name, or a number that is not whole and >= 0."""


@dataclass(frozen=True)
class OddSet:
    """A teacher and some periods, by their places, and the price in each atom [A]."""

    teacher: int
    periods: Ints
    prices: Ints

    def worth(self, axes: Axes, limits: Limits) -> int:
        """The prices times half of the meetings that the teacher can hold there, rounded down."""
        hours = limits.most["teacher", "period"][self.teacher, self.periods]
        if np.any(hours < 0):
            raise _endless()
        weekday, meetings = axes.ground.period_weekday[self.periods], 0
        for day, most in enumerate(limits.most["teacher", "weekday"][self.teacher].tolist()):
            meetings += _least(int(hours[weekday == day].sum()), most)
        meetings = _least(meetings, int(limits.most["teacher",][self.teacher]))
        return int(self.prices.sum()) * (meetings // 2)


@dataclass(frozen=True)
class PriceTables:
    """The multipliers and prices of one proof, per week atom A in the order of `Axes.atoms`.

    `room` [R, P, A], `teacher` [T, P, A], `day` [T, 7, A], `load` [T, A]; `street` [G] goes
    along with `Unserved.streets`; `by_section` is what leaving out a section costs beside.
    `odd_sets` are of teachers by place.
    """

    served: int
    travel: int
    fit: int
    by_section: Mapping[str, int]
    room: Ints
    teacher: Ints
    day: Ints
    load: Ints
    street: Ints
    odd_sets: tuple[OddSet, ...] = ()

    def room_pay(self, axes: Axes) -> Ints:
        """What a meeting pays for its room, by run of weeks, room and period [W, R, P]."""
        return _by_run("rpa,wa->wrp", self.room, axes)

    def teacher_pay(self, axes: Axes) -> Ints:
        """What a meeting pays for its teacher's period, weekday and load [W, T, P]."""
        prices = self.teacher + self.day[:, axes.ground.period_weekday] + self.load[:, None]
        return _by_run("tpa,wa->wtp", prices, axes)

    def twice_pay(self, axes: Axes) -> dict[int, Ints]:
        """What two meetings pay besides, by teacher: by run of weeks and two periods [W, P, P]."""
        periods, runs = len(axes.periods), axes.weeks_atoms.astype(np.int64)
        found: dict[int, Ints] = {}
        for odd in self.odd_sets:
            pay = found.setdefault(odd.teacher, np.zeros((len(runs), periods, periods), np.int64))
            for run, price in enumerate((runs @ odd.prices).tolist()):
                pay[run][np.ix_(odd.periods, odd.periods)] += price
        return found

    def taken_back(self, axes: Axes, limits: Limits) -> int:
        """What everything priced is worth when it is used up, less what the agreed load costs."""
        places = (
            _worth(self.room, limits.most["room", "period"])
            + _worth(self.teacher, limits.most["teacher", "period"])
            + _worth(self.day, limits.most["teacher", "weekday"])
        )
        places += sum(odd.worth(axes, limits) for odd in self.odd_sets)
        return places - sum(
            self._least_load(limits, int(teacher), int(self.load[teacher, atom]), len(weeks))
            for atom, weeks in enumerate(axes.atoms)
            for teacher in np.flatnonzero(self.load[:, atom])
        )

    def _least_load(self, limits: Limits, teacher: int, price: int, weeks: int) -> int:
        """The least over n = 0..most of what n meetings cost beyond the agreed load less price."""
        most, agreed = int(limits.most["teacher",][teacher]), int(limits.agreed[teacher])
        if most < 0:
            raise _endless()
        point = self.fit * limits.over * weeks
        within = min(agreed, most) if agreed >= 0 else most
        # Straight up to the agreed load and straight beyond it: the least lies at an end.
        return min(point * (n - within) - price * n for n in (within, most))


def tables_of(proof: BoundProof, axes: Axes, cuts: Sequence[CutProof] = ()) -> PriceTables:
    """Lay out a proof that may use cuts.

    Raises BadProof for unknown names and numbers that are no prices.
    """
    _check([proof.served, proof.travel, proof.fit, *proof.cuts], LARGEST_MULTIPLIER)
    if len(proof.cuts) > len(cuts):
        raise BadProof("证书用到了没有的切割。", "The certificate uses a cut that is not there.")
    shares = {name: {"": (value,)} for name, value in proof.streets.items()}
    less: Counter[str] = Counter()
    for price, cut in zip(proof.cuts, cuts, strict=False):
        less.subtract(dict.fromkeys(cut.sections, price))
    street = _dense(shares, axes.ground.streets, [""], 1)[:, 0, 0]
    return _tables(proof, axes, (proof.served, proof.travel, proof.fit), less, street)


def tables_of_cut(cut: CutProof, axes: Axes) -> PriceTables:
    """Lay out the proof of a cut. Raises BadProof as `tables_of` does."""
    _check([cut.scale], LARGEST_PRICE)
    unknown = set(cut.sections) - {section.id for section in axes.every}
    if unknown:
        raise BadProof(
            f"证书中的班 {min(unknown)} 不存在。",
            f"Unknown section in the certificate: {min(unknown)}.",
        )
    nothing = np.zeros(len(axes.ground.streets), dtype=np.int64)
    return _tables(cut, axes, (0, 0, 0), dict.fromkeys(cut.sections, cut.scale), nothing)


def _tables(
    proof: Priced,
    axes: Axes,
    multipliers: tuple[int, int, int],
    by_section: Mapping[str, int],
    street: Ints,
) -> PriceTables:
    rooms = [room.id for room in axes.rooms]
    teachers = [teacher.id for teacher in axes.teachers]
    periods = [period.id for period in axes.periods]
    atoms = len(axes.atoms)
    loads = {name: {"": row} for name, row in proof.load_prices.items()}
    served, travel, fit = multipliers
    return PriceTables(
        served=served,
        travel=travel,
        fit=fit,
        by_section=by_section,
        room=_dense(proof.room_prices, rooms, periods, atoms),
        teacher=_dense(proof.teacher_prices, teachers, periods, atoms),
        day=_dense(proof.day_prices, teachers, WEEKDAYS, atoms),
        load=_dense(loads, teachers, [""], atoms)[:, 0],
        street=street,
        odd_sets=tuple(_odd_set(each, teachers, periods, atoms) for each in proof.odd_sets),
    )


def _odd_set(
    priced: OddSetPrice, teachers: Sequence[str], periods: Sequence[str], atoms: int
) -> OddSet:
    """Find the teacher and the periods of an odd set; each period counts once."""
    table = _dense(
        {priced.teacher: dict.fromkeys(priced.periods, priced.prices)}, teachers, periods, atoms
    )
    if not priced.periods:
        raise BadProof(
            f"证书中 {priced.teacher} 的奇集没有节次。",
            f"An odd set of {priced.teacher} in the certificate has no periods.",
        )
    inside = sorted(set(map(periods.index, priced.periods)))
    place = teachers.index(priced.teacher)
    return OddSet(place, np.array(inside), table[place, inside[0]])


def _by_run(how: str, prices: Ints, axes: Axes) -> Ints:
    """Sum prices over the atoms of each run of weeks."""
    runs = axes.weeks_atoms.astype(np.int64)
    return np.asarray(np.einsum(how, prices, runs), dtype=np.int64)


def _dense(
    prices: Mapping[str, Mapping[str, Sequence[int]]],
    rows: Sequence[str],
    columns: Sequence[str],
    depth: int,
) -> Ints:
    """Lay prices out [rows, columns, depth]; what is not named costs nothing."""
    row_at = {name: place for place, name in enumerate(rows)}
    column_at = {name: place for place, name in enumerate(columns)}
    table = np.zeros((len(rows), len(columns), depth), dtype=np.int64)
    for row, priced in prices.items():
        for column, numbers in priced.items():
            if row not in row_at or column not in column_at:
                raise BadProof(
                    f"证书中的 {row} {column} 不存在。",
                    f"Unknown in the certificate: {row} {column}.",
                )
            if len(numbers) != depth:
                raise BadProof(
                    f"证书中 {row} {column} 应有 {depth} 个价格。",
                    f"The certificate should hold {depth} prices for {row} {column}.",
                )
            _check(numbers, LARGEST_PRICE)
            table[row_at[row], column_at[column]] = numbers
    return table


def _check(numbers: Iterable[object], largest: int) -> None:
    """Refuse what is not a whole number, negative, or too large to be added up exactly."""
    for number in numbers:
        if type(number) is not int or not 0 <= number <= largest:
            raise BadProof(
                f"证书中的 {number} 不是价格。", f"{number} in the certificate is no price."
            )


def _worth(prices: Ints, most: Ints) -> int:
    """Prices [X, Y, A] times what there is [X, Y]; a price on what has no end proves nothing."""
    if np.any(prices[most < 0]):
        raise _endless()
    priced = prices.sum(axis=2)
    # Limits may be so large that the product leaves 64 bits: Python's own numbers never wrap.
    return sum(int(priced[at]) * int(most[at]) for at in zip(*np.nonzero(priced), strict=True))


def _least(meetings: int, most: int) -> int:
    """So many meetings, or `most` if that is less; below 0 it has no end."""
    return meetings if most < 0 else min(meetings, most)


def _endless() -> BadProof:
    return BadProof(
        "证书给没有上限的资源定了价。", "The certificate prices something that has no limit."
    )
