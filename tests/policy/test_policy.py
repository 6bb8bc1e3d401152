"""The rule pack: its numbers stand in the text, its readings are worded, its refusals name keys."""

from datetime import date
from decimal import Decimal

import pytest

from engine.policy.policy import load_policy, policy_of
from engine.refusals import BadInput, UnknownName
from tests.policy.network_world import district

PACK = "gongshu_2023_16"


def test_numbers_are_those_of_the_document():
    """Each number as the text has it, decimals exact."""
    policy = load_policy(PACK)

    assert policy.district_staff.per_10000_residents == Decimal("0.5")
    assert policy.branch_staff.per_10000_residents == 1
    assert policy.branch_floor.at_least == 3
    assert policy.point_staff.at_least == 1
    assert policy.premises.at_least_m2 == 500
    assert policy.funding.yuan_per_resident == 4
    assert (policy.network.colleges, policy.network.branches) == (1, 18)
    assert policy.effective_from == date(2023, 5, 12)
    assert policy.supersedes == ("下政函[2018]13号",)


def test_a_reading_set_otherwise_is_in_force():
    """A scenario's own readings reach its policy."""
    problem = district().model_copy(update={"readings": (("rounding", "nearest"),)})

    assert policy_of(district()).reads("rounding") == "up"
    assert policy_of(problem).reads("rounding") == "nearest"


def test_a_number_tried_out_says_what_the_text_has():
    """A supposed number is never taken for the policy's."""
    policy = load_policy(PACK, {"branch_floor.at_least": "4"})

    assert policy.branch_floor.at_least == 4
    assert policy.notes("P012")[-1] == "假设branch_floor.at_least=4，文件为3"
    assert policy.notes("P012", "en")[-1] == "supposing branch_floor.at_least=4; the text has 3"
    assert policy.notes("P013") == load_policy(PACK).notes("P013")


def test_every_value_of_a_reading_has_words_in_both_languages():
    """No reading can be set to something that the audit could not explain."""
    for reading in load_policy(PACK).open_readings.values():
        assert len(reading.notes) >= 2
        assert all(zh and en for zh, en in reading.notes.values())


def test_unknown_pack_is_refused_with_the_packs_there_are():
    """The refusal names what was asked and what can be had."""
    with pytest.raises(UnknownName) as refused:
        load_policy("gongshu_1999")

    assert refused.value.lines("zh") == [
        "没有名为“gongshu_1999”的政策规则包；现有：gongshu_2023_16。"
    ]
    assert "gongshu_1999" in refused.value.lines("en")[0]


@pytest.mark.parametrize("key", ["size", "branch_floor.rule", "title", "network.rooms"])
def test_unknown_reading_or_number_is_refused(key):
    """Only readings and numbers can be set; words of the policy cannot."""
    with pytest.raises(UnknownName, match=f"'{key}'"):
        load_policy(PACK, {key: "3"})


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("rounding", "sideways"),
        ("branch_floor.at_least", "-1"),
        ("branch_floor.at_least", "three"),
        ("district_staff.per_10000_residents", "0"),
        ("mix.more_than_percent", "100"),
    ],
)
def test_value_outside_its_bounds_is_refused_with_its_key(key, value):
    """The fault names the key and what was found there."""
    with pytest.raises(BadInput) as refused:
        load_policy(PACK, {key: value})

    (fault,) = refused.value.faults
    assert (fault.file, fault.column, fault.found) == (PACK, key, value)
