"""Micro worlds: scenarios of a few sections, each small enough to solve by hand."""

from pathlib import Path
from typing import Final

from scenarios.generator.micro import people, places, pooling, times
from scenarios.generator.micro.world import World

FOLDER: Final = Path(__file__).parent.parent.parent / "micro"
WORLDS: Final[tuple[World, ...]] = (*pooling.WORLDS, *people.WORLDS, *places.WORLDS, *times.WORLDS)

__all__ = ["FOLDER", "WORLDS", "World", "write_micro"]


def write_micro(out: Path) -> None:
    """Write every micro world as a scenario folder named after it."""
    for world in WORLDS:
        world.write(out / world.name)
