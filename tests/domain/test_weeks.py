"""Weeks are read as written, and split into the coarsest parts."""

from collections.abc import Iterable

import pytest

from engine.domain.weeks import Weeks, atoms


@pytest.mark.parametrize(
    ("text", "numbers"),
    [("1-4", [1, 2, 3, 4]), ("1-7/2", [1, 3, 5, 7]), ("2-8/2", [2, 4, 6, 8]), ("3", [3])],
)
def test_weeks_name_their_numbers(text: str, numbers: list[int]) -> None:
    """A run, a run with a step and a single week."""
    assert list(Weeks(text).numbers) == numbers


@pytest.mark.parametrize("text", ["", "0-4", "5-4", "1-8/0", "1,3", "a-b"])
def test_weeks_that_cannot_be_are_refused(text: str) -> None:
    """Text of another form, week 0 and runs that end before they begin."""
    with pytest.raises(ValueError, match="weeks"):
        Weeks(text)


def test_atoms_are_the_coarsest_parts() -> None:
    """The whole term alone is one part; halves and odd/even weeks make four."""
    assert atoms([Weeks("1-4")], range(1, 5)) == ((1, 2, 3, 4),)
    runs = [Weeks(text) for text in ("1-8", "1-4", "5-8", "1-7/2", "2-8/2")]
    assert atoms(runs, range(1, 9)) == ((1, 3), (2, 4), (5, 7), (6, 8))
    assert atoms(runs, [7, 2, 5]) == ((2,), (5, 7))


@pytest.mark.parametrize(
    ("run", "some", "parts"),
    [
        ("1-8", range(1, 9), ["1-8"]),
        ("1-8", [1, 2, 3, 5, 8], ["1-3", "5", "8"]),
        ("1-15/2", [5, 7, 9, 13], ["5-9/2", "13"]),
        ("2-16/2", range(1, 20), ["2-16/2"]),
        ("4", [3, 4], ["4"]),
        ("1-8", [], []),
        ("1-8", [9], []),
    ],
)
def test_some_weeks_of_a_run_are_written_as_few_runs(
    run: str, some: Iterable[int], parts: list[str]
) -> None:
    """Neighbours in the rhythm of the run stay together; the whole run is itself."""
    assert list(Weeks(run).parts(some)) == parts
