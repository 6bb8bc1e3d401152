"""Served shares of the streets."""

from engine.files.readable.street_shares import street_shares, worst
from tests.files.plans import make_plan


def test_learners_of_a_street_are_added_up():
    """Of six requests in two streets the sixth, 17 learners of priority 1, is not served."""
    plan, problem = make_plan(6, streets=2)

    first, second = street_shares(plan, problem)

    assert (first.asked, first.served, first.weighted_unserved) == (42, 42, 0)
    assert (second.asked, second.served) == (45, 28)
    assert (second.weighted_asked, second.weighted_unserved) == (13 * 2 + 15 * 4 + 17, 17)
    assert worst((first, second)) == second


def test_a_request_of_the_district_is_in_no_street():
    """The district's own request counts for no street."""
    plan, problem = make_plan(2, streets=2)
    own = problem.requests[0].model_copy(update={"area": "D"})
    problem = problem.model_copy(update={"requests": (own, problem.requests[1])})

    assert [share.asked for share in street_shares(plan, problem)] == [0, 13]


def test_no_street_is_worst_when_all_are_served():
    """Where nothing is missing, nobody is pointed at."""
    plan, problem = make_plan(2, streets=2)

    assert worst(street_shares(plan, problem)) is None
