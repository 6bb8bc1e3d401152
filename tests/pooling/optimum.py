"""The most priority-learners any sections could hold, however requests are divided."""

from collections.abc import Sequence
from itertools import combinations

import numpy as np
from ortools.sat.python import cp_model

from engine.pooling.pools import Piece, Site


def optimum(site: Site, pieces: Sequence[Piece]) -> int:
    """Solve the model in which every set of requests may hold sections of its own.

    Written apart from the engine: it looks at each room and each period by itself.
    """
    model = cp_model.CpModel()
    taken: dict[int, list[cp_model.IntVar]] = {at: [] for at in range(len(pieces))}
    for count in range(1, len(pieces) + 1):
        for members in combinations(range(len(pieces)), count):
            most = largest(site, [pieces[at] for at in members])
            if most >= site.fewest:
                _hold(model, site, pieces, members, most, taken)
    for at, parts in taken.items():
        model.add(sum(parts) <= pieces[at].learners)
    model.maximize(sum(pieces[at].priority * sum(parts) for at, parts in taken.items()))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    assert solver.solve(model) == cp_model.OPTIMAL
    return round(solver.objective_value)


def _hold(model, site, pieces, members, most, taken) -> None:
    sections = model.new_int_var(0, 9, "")
    learners = [model.new_int_var(0, pieces[at].learners, "") for at in members]
    for at, count in zip(members, learners, strict=True):
        taken[at].append(count)
    model.add(sum(learners) >= site.fewest * sections)
    model.add(sum(learners) <= most * sections)


def largest(site: Site, pieces: Sequence[Piece]) -> int:
    """The largest section that one set of requests could fill; 0 when it can hold none."""
    groups = [piece.group for piece in pieces if piece.group]
    if len(set(groups)) < len(groups):
        return 0
    sizes = [0]
    for seats in sorted({int(seats) for seats in site.seats}):
        rooms = [at for at, found in enumerate(site.seats) if found >= seats]
        rooms = [at for at in rooms if all(piece.rooms >> at & 1 for piece in pieces)]
        days = [_days(site, pieces, [room]) for room in rooms]
        together = max(days, default=0) if site.one_room else _days(site, pieces, rooms)
        if together >= site.meetings:
            sizes.append(min(seats, site.most))
    return max(sizes)


def _days(site: Site, pieces: Sequence[Piece], rooms: Sequence[int]) -> int:
    return sum(
        any(
            site.open_at[period] >> room & 1
            for period in day
            if all(piece.periods >> period & 1 for piece in pieces)
            for room in rooms
        )
        for day in site.days
    )


def random_site(seed: int) -> tuple[Site, list[Piece]]:
    """Up to six requests on a line of five rooms and six periods on three days."""
    rng = np.random.default_rng(seed)
    count = int(rng.integers(2, 7))
    fewest, most = int(rng.integers(5, 12)), int(rng.integers(14, 25))
    at = np.sort(rng.integers(0, 3000, size=count))
    site = Site(
        fewest=fewest,
        most=most,
        meetings=int(rng.integers(1, 3)),
        one_room=bool(rng.integers(2)),
        days=((0, 1), (2, 3), (4, 5), (), (), (), ()),
        open_at=tuple(int(rng.integers(1, 32)) | int(rng.integers(1, 32)) for _ in range(6)),
        seats=rng.integers(8, 40, size=5),
        metres=np.abs(at[:, None] - at).tolist(),
    )
    return site, [_piece(rng, row, most) for row in range(count)]


def _piece(rng: np.random.Generator, row: int, most: int) -> Piece:
    large = rng.random() < 0.25
    return Piece(
        request=f"R{row}",
        learners=int(rng.integers(most, 3 * most) if large else rng.integers(2, most)),
        priority=int(rng.integers(1, 6)),
        group="G" if rng.random() < 0.2 else None,
        rooms=int(rng.integers(1, 32)) | int(rng.integers(1, 32)),
        periods=int(rng.integers(1, 64)) | int(rng.integers(1, 64)),
        at=row,
    )
