"""Named draws: independent, repeatable, and fair to their weights."""

import pytest

from scenarios.generator.streams import Draws, Lottery, portions


def test_streams_of_other_names_do_not_disturb_each_other():
    """What one table draws changes nothing for another of the same seed."""
    alone = [Draws(7, "rooms").share() for _ in range(3)]
    teachers = Draws(7, "teachers")
    teachers.share()

    assert [Draws(7, "rooms").share() for _ in range(3)] == alone
    assert Draws(7, "rooms").share() != Draws(7, "teachers").share() != Draws(8, "teachers").share()


def test_the_stream_is_the_one_of_every_machine():
    """The first draws of a stream are pinned: bundled worlds must not change with a release."""
    draws = Draws(20260907, "pinned")

    assert [draws.between((0, 999)) for _ in range(6)] == [915, 657, 640, 68, 90, 162]


def test_between_reaches_both_bounds():
    """Both bounds are drawn, nothing beyond."""
    draws = Draws(1, "bounds")

    assert {draws.between((3, 5)) for _ in range(200)} == {3, 4, 5}


def test_some_gives_different_items_in_their_order():
    """A choice without repetition keeps the order of the items, and all of them are enough."""
    draws = Draws(1, "some")

    chosen = draws.some("abcdefgh", 5)

    assert chosen == sorted(set(chosen))
    assert draws.some("abc", 9) == ["a", "b", "c"]


def test_a_lottery_follows_its_weights():
    """An item of weight 0 is never drawn, one of three times the weight about three times."""
    lottery = Lottery({"never": 0.0, "often": 3.0, "rarely": 1.0})
    draws = Draws(1, "lottery")

    drawn = [lottery.pick(draws) for _ in range(4_000)]

    assert "never" not in drawn
    assert 2_850 < drawn.count("often") < 3_150


def test_handing_out_gives_each_item_its_part():
    """Drawn at once, an item comes as often as its weight says, to one less or more."""
    handed = Lottery({"a": 5.0, "b": 3.0, "c": 2.0}).hand_out(100, Draws(1, "out"))

    assert len(handed) == 100
    assert all(abs(handed.count(item) - n) <= 1 for item, n in (("a", 50), ("b", 30), ("c", 20)))


@pytest.mark.parametrize(
    ("total", "weights", "parts"),
    [(10, [1, 1, 1], [4, 3, 3]), (7, [0, 2, 5], [0, 2, 5]), (0, [1, 2], [0, 0])],
    ids=["remainder to the first", "nothing for weight 0", "nothing to share"],
)
def test_portions_add_up(total, weights, parts):
    """Shares are whole and add up to the total."""
    assert portions(total, weights) == parts
