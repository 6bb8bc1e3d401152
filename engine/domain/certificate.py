"""The certificate: integer prices from which anyone can add a bound up again.

Let S be the priority-learners unserved, u_g those of street g, T the metres a week and Q the
points of fit of a timetable; D_g is street g's whole demand in priority-learners. For whole
multipliers served = a, streets = b_g, travel = c, fit = d and whole prices >= 0,

    a S + sum b_g u_g + c T + d Q  >=  L

holds for every lawful timetable of the published sections, where L is

    sum over sections of min(left out, cheapest placement)      [placement: c*metres + d*points
                                                                  + prices of what it uses]
  + a, b_g for the demand that no section holds
  - sum over room-period-atoms and teacher-period-atoms of the price (one meeting each)
  - sum over teacher-weekday-atoms of the price * most meetings a day
  + sum over cuts of the multiplier * least
  - sum over odd sets and atoms of the price * half of the most meetings, rounded down
  + sum over teacher-atoms of  min over n = 0..most of (d * over * weeks(atom) * max(0, n - agreed)
                                                        - load price * n).

A placement pays the room and teacher prices of every (period, atom) it occupies, and for each
meeting and atom the teacher's weekday and load prices. The prices are per week atom in the
order of `Axes.atoms`. Relaxing further rules (`Reach`, `Apart`) keeps L a lower bound; the cost
of a changed teacher or room inside a section is counted once when more than one is used.

A cut says that every timetable leaves out at least `least` of some sections K: it is proved by
the same sum with prices of its own, in which leaving a section of K out costs q and nothing
else costs anything (a = b_g = c = d = 0), least = ceil(L / q). Where a bound uses a cut with a
multiplier m, leaving out a section of K costs m less, and m * least is added.

An odd set is a teacher and some periods. In a week the teacher holds n meetings there at most,
by the limits of hours, days and week; so of the sections that meet twice a week, n // 2 at most
have both meetings there with that teacher. Each of them pays the price of the odd set in the
atoms of its weeks.

What L proves, S*, F*, T* being the value of the published timetable at the levels before:

    served    S >= ceil(L / a)                                     b = c = d = 0
    fairness  F >= ceil(10000 (L - a S*) / sum b_g D_g)            c = d = 0
    travel    T >= ceil((L - a S* - sum b_g floor(F* D_g / 10000)) / c)             d = 0
    fit       Q >= ceil((L - a S* - sum b_g floor(F* D_g / 10000) - c T*) / d)
    total     w_S S + w_F F + w_T T + w_Q Q >= ceil((L - (a - q w_S) S* - (c - q w_T) T* - B) / q)
              a >= q w_S, c >= q w_T, d = q w_Q; with D = sum b_g D_g and W = q w_F 10000,
              B = ceil((D - W) / D * sum b_g floor(F* D_g / 10000)) where D > W, else 0
    weighted  w_S S + w_F F + w_T T + w_Q Q >= ceil(L / q)  when a = q w_S, c = q w_T, d = q w_Q
              and sum b_g D_g <= W

`total` keeps the order of the goals, as every level does: it is about the timetables that are
no worse at the levels before the last. For these the bounds of all four levels hold too, so
that w_S S + w_F F + w_T T + w_Q Q is at least the same sum of those bounds. `weighted` is about
all timetables, also those that give up a higher level for a lower one; so it holds for these as
well. A verdict tells the greatest of the three.

Source: Fisher (1981), Management Science 27(1), 1-18; Geoffrion (1974). Cuts: Chvatal (1973),
Discrete Mathematics 4(4), 305-337. Odd sets: Edmonds (1965), J. Res. Natl. Bur. Stand. 69B,
125-130.
"""

from typing import Annotated, Literal

from pydantic import Field

from engine.domain.thing import Thing

Whole = Annotated[int, Field(ge=0)]
Prices = dict[str, dict[str, tuple[Whole, ...]]]
LARGEST_PRICE = 1 << 40
"""Beyond this the sums of one placement could leave 64 bits: no price of a certificate is dearer."""
BoundName = Literal["served", "fairness", "travel", "fit", "total", "weighted"]


class OddSetPrice(Thing):
    """What a section pays an atom that meets twice a week in these periods with this teacher."""

    teacher: str
    periods: tuple[str, ...]
    prices: tuple[Whole, ...]


class Priced(Thing):
    """Prices of what is scarce, and the sum L that they and all else add up to.

    `room_prices` is room -> period -> price an atom; `teacher_prices` teacher -> period ->
    price an atom; `day_prices` teacher -> weekday ("1".."7") -> price an atom; `load_prices`
    teacher -> price an atom. Rows that are zero throughout are left out. `scale` is q above;
    of the bounds only the two totals use it.
    """

    scale: Annotated[int, Field(ge=1)]
    room_prices: Prices
    teacher_prices: Prices
    day_prices: Prices
    load_prices: dict[str, tuple[Whole, ...]]
    odd_sets: tuple[OddSetPrice, ...] = ()
    adds_up_to: int


class CutProof(Priced):
    """One cut: of these sections at least so many are left out."""

    sections: tuple[str, ...]
    least: Whole


class BoundProof(Priced):
    """One bound: its multipliers, its prices, and what they add up to.

    `cuts` are the multipliers of the first so many cuts of the certificate; the others have
    none. `bound` is what `adds_up_to` proves.
    """

    name: BoundName
    served: Whole
    streets: dict[str, Whole]
    travel: Whole
    fit: Whole
    cuts: tuple[Whole, ...] = ()
    bound: int


class Certificate(Thing):
    """All bounds of one timetable: one a level, and two of the weighted total; their cuts."""

    atoms: tuple[tuple[int, ...], ...]
    cuts: tuple[CutProof, ...] = ()
    proofs: tuple[BoundProof, ...]
