"""The fixed weights under which the levels add up to one number."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Annotated

from pydantic import Field

from engine.domain.thing import Thing

Weight = Annotated[int, Field(ge=1)]


class Weights(Thing):
    """What one unit of each level counts in the weighted total (`weights.toml`)."""

    served: Weight
    fairness: Weight
    travel: Weight
    fit: Weight


@cache
def weights() -> Weights:
    """Read the weights; they are the same for every scenario."""
    text = files("engine.timetabling").joinpath("weights.toml").read_text("utf-8")
    return Weights.model_validate(tomllib.loads(text))
