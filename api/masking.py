"""Phone and identity numbers, shown whole only to those whose work needs them."""

import re
from collections.abc import Mapping

from api.access import Caller

MAY_SEE = frozenset({"office", "street"})  # a street sees only rows of its own anyway
SHORTEST = 8  # of what is shorter nothing is shown


def shown(contact: Mapping[str, str], caller: Caller) -> dict[str, str]:
    """Give contact details as this caller may see them."""
    if caller.role in MAY_SEE:
        return dict(contact)
    return {name: masked(value) for name, value in contact.items()}


def masked(value: str) -> str:
    """Put stars in place of all but the first three and last four characters."""
    if len(value) < SHORTEST:
        return "*" * len(value)
    return value[:3] + re.sub(r".", "*", value[3:-4]) + value[-4:]
