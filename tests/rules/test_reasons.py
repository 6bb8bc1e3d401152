"""How it is said why learners are not served."""

import re

from engine.rules.book import PUBLISHED_RULES, RULE_BOOK
from engine.rules.reasons import reason_word

RULES = (*map(type, RULE_BOOK), *PUBLISHED_RULES)


def test_a_rule_in_the_way_is_told_as_what_is_wrong():
    """Names of rules are worded, not as the duty but as what is missing or in the way."""
    assert reason_word("room_fits", "zh") == "教室座位不够"
    assert reason_word("room_fits", "en") == "the room has too few seats"
    assert reason_word("room_clash", "zh") == "教室同一时间已有别的班"


def test_a_reason_of_pooling_and_of_the_search_is_told_in_words():
    """What no rule says has words too; what somebody wrote himself stays as it is."""
    assert reason_word("too_few_learners", "zh") == "人数不足一个班"
    assert reason_word("search_ended", "zh") == "搜索结束前未排入"
    assert reason_word("search_ended", "en") == "the search ended before"
    assert reason_word("没有共同时间", "en") == "没有共同时间"


def test_every_rule_says_what_is_wrong_in_words_of_its_own():
    """No two rules say the same, each in Chinese and in English, without a full stop."""
    for said in ([rule.wrong_zh for rule in RULES], [rule.wrong_en for rule in RULES]):
        assert len(set(said)) == len(RULES)
    assert all(re.fullmatch("[\u4e00-\u9fff]+", rule.wrong_zh) for rule in RULES)
    assert all(re.fullmatch("[a-z' ]+", rule.wrong_en) for rule in RULES)
