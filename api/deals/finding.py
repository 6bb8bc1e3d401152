"""Offers by the engine's matching."""

from collections.abc import Sequence

from api.deals.live import Standing
from api.deals.matching import Proposal, Wanted


def find(standing: Standing, wanted: Wanted) -> Sequence[Proposal]:
    """Give at most five proposals, the best first."""
    del standing, wanted
    return ()
