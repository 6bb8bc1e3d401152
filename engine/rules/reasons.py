"""Words for why learners are not served: what is wrong by a rule, or before any rule is asked."""

from engine.refusals import Lang
from engine.rules.book import RULE_BOOK

OTHERS = {
    "no_common_period": ("没有足够的允许节次", "too few periods are allowed"),
    "no_room_in_reach": ("步行范围内没有够用的教室", "no room within walk that would do"),
    "not_pooled": ("未编入班", "put into no section"),
    "search_ended": ("搜索结束前未排入", "the search ended before"),
    "too_few_learners": ("人数不足一个班", "too few learners for a section"),
}
_WRONG = {rule.name: (rule.wrong_zh, rule.wrong_en) for rule in RULE_BOOK}


def reason_word(reason: str, lang: Lang) -> str:
    """Word a reason; one that is neither a rule nor known is somebody's own words."""
    words = (_WRONG | OTHERS).get(reason, (reason, reason))
    return words[0 if lang == "zh" else 1]
