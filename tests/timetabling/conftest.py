"""Compiled loops for the tests that need them."""

import pytest

from engine.timetabling.kernels.kernel import compiled


@pytest.fixture(scope="session", autouse=True)
def kernels():
    """Compile or load every kernel once."""
    for _ in compiled():
        pass
