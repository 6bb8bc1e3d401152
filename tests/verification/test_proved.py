"""What a sum proves about each level, by the formulas of the certificate."""

import pytest

from engine.verification.bound.price_tables import BadProof
from engine.verification.bound.proved import Proved, Standing, total_bound
from engine.verification.bound.weights import weights
from tests.verification.publishing import proof

LEVELS = {"served": 3, "fairness": 3750, "travel": 100, "fit": 20}
STANDING = Standing(LEVELS, {"G1": 8, "G2": 9}, weights())
STREETS = 20_000 * 10_000 // (8 + 9)
"""The multiplier of both streets that spends all that fairness weighs."""


@pytest.mark.parametrize(
    ("made", "total", "bound"),
    [
        (proof("served", 0, served=10), 30, 3),
        (proof("served", 0, served=10), 21, 3),
        (proof("served", 0, served=10), 20, 2),
        (proof("served", 0, served=10), -5, 0),
        (proof("served", 0, served=0), 30, 0),
        (proof("fairness", 0, served=10, street=1), 30 + 17, 10_000),
        (proof("fairness", 0, served=10, street=1), 31, 589),
        (proof("fairness", 0, served=10), 31, 0),
        (proof("travel", 0, served=10, street=1, travel=4), 30 + 3 + 3 + 9, 3),
        (proof("fit", 0, served=10, street=1, travel=1, fit=7), 30 + 3 + 3 + 100 + 8, 2),
        (proof("total", 0, served=40_000, travel=2, fit=200, scale=2), 101, 51),
        (proof("total", 0, served=40_002, travel=2, fit=200, scale=2), 101, (101 - 2 * 3 + 1) // 2),
        (proof("total", 0, served=20_000, travel=4, fit=100), 1000, 1000 - 3 * 100),
        (proof("total", 0, served=20_000, travel=1, fit=100, street=STREETS), 10**9, 10**9),
        (
            proof("total", 0, served=20_000, travel=1, fit=100, street=2 * STREETS),
            10**9,
            10**9 - 70_588_225,
        ),
        (proof("weighted", 0, served=40_000, travel=2, fit=200, scale=2), 101, 51),
    ],
)
def test_a_sum_proves_this_much(made, total, bound):
    """Each level takes back what the levels before may cost, and is rounded up."""
    assert STANDING.proved(made, total).bound == bound


@pytest.mark.parametrize(
    "made",
    [
        proof("served", 0, served=1, street=1),
        proof("served", 0, served=1, travel=1),
        proof("fairness", 0, street=1, fit=1),
        proof("travel", 0, travel=1, fit=1),
        proof("total", 0, served=20_000, travel=1, fit=99),
        proof("total", 0, served=19_999, travel=1, fit=100),
        proof("total", 0, served=40_000, travel=1, fit=200, scale=2),
        proof("weighted", 0, served=20_000, travel=2, fit=100),
        proof("weighted", 0, served=20_001, travel=1, fit=100),
        proof("weighted", 0, served=20_000, travel=1, fit=100, street=STREETS + 1),
    ],
)
def test_multipliers_that_prove_nothing_are_refused(made):
    """A bound must follow from its multipliers."""
    with pytest.raises(BadProof):
        STANDING.proved(made, 10**9)


def test_a_proof_agrees_only_in_sum_and_bound():
    """Both numbers are held against the published ones."""
    published = proof("served", 0, served=10).model_copy(update={"adds_up_to": 30, "bound": 3})

    assert STANDING.proved(published, 30).agrees
    assert not STANDING.proved(published, 29).agrees
    assert not STANDING.proved(published.model_copy(update={"bound": 4}), 30).agrees


@pytest.mark.parametrize(("total", "told"), [(0, 20_000 + 60_000 + 7 + 400), (99_999, 99_999)])
def test_of_the_levels_together_the_greater_bound_is_told(total, told):
    """Bounds of the four levels under their weights, or the total's own."""
    bounds = {"served": 1, "fairness": 3, "travel": 7, "fit": 4, "total": total, "weighted": 5}

    assert total_bound([Proved(name, 0, bound, 0, 0) for name, bound in bounds.items()]) == told
