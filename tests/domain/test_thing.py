"""A changed copy answers from its own fields."""

from functools import cached_property

from engine.domain.thing import Thing


class Doubled(Thing):
    """A thing with a look-up."""

    number: int

    @cached_property
    def twice(self) -> int:
        """Twice the number."""
        return 2 * self.number


def test_copy_forgets_what_was_cached_for_the_old_fields() -> None:
    """The look-up of the copy is made anew, and the old one keeps its own."""
    old = Doubled(number=1)
    assert old.twice == 2

    new = old.model_copy(update={"number": 5})

    assert (new.twice, old.twice) == (10, 2)
