"""Packed: what goes from one process to another, small enough for a network."""

import pickle
import zlib
from typing import Any


def packed(thing: object) -> bytes:
    """Pack something up; a statement shrinks to a twentieth."""
    return zlib.compress(pickle.dumps(thing, protocol=pickle.HIGHEST_PROTOCOL), 1)


def unpacked(parcel: bytes) -> Any:
    """Unpack what `packed` packed; the parcels are this program's own."""
    return pickle.loads(zlib.decompress(parcel))  # noqa: S301
