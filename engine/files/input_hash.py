"""The fingerprint of a problem: equal for equal content, whatever format or row order it came in."""

import hashlib
import json
from collections.abc import Mapping

from engine.domain.problem import Problem


def input_hash(problem: Problem) -> str:
    """Hash a problem: SHA-256 in hexadecimal over its canonical JSON.

    Canonical: the fields of the problem as JSON with sorted keys and no blanks, and every list
    in it (tables, list cells, skills) sorted by the JSON of its items, since order means nothing
    in a scenario. Columns that paike does not know are not part of it.
    """
    # A term that has not begun is the same problem as before there were terms under way.
    not_yet = {"as_of"} if problem.as_of is None else None
    text = _canonical(problem.model_dump(mode="json", exclude=not_yet))
    return hashlib.sha256(text.encode()).hexdigest()


def _canonical(content: object) -> str:
    if isinstance(content, Mapping):
        pairs = (f"{json.dumps(key)}:{_canonical(content[key])}" for key in sorted(content))
        return "{" + ",".join(pairs) + "}"
    if isinstance(content, list):
        return "[" + ",".join(sorted(_canonical(item) for item in content)) + "]"
    return json.dumps(content)
