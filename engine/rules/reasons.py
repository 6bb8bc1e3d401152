"""Words for why learners are not served, or a date not held: by a rule, or before any is asked."""

from engine.refusals import Lang
from engine.rules.book import RULE_BOOK

# what a repair writes into tables that a clerk reads, where nobody gave a reason
AWAY = {"teacher": "教师不在", "room": "教室不可用", "venue": "场地不可用"}
MOVED_TOO_LATE = "本周调整，未上"  # the new date in the week of the change lies before the change
OTHERS = {
    "no_common_period": ("没有足够的允许节次", "too few periods are allowed"),
    "no_room_in_reach": ("步行范围内没有够用的教室", "no room within walk that would do"),
    "not_pooled": ("未编入班", "put into no section"),
    "search_ended": ("搜索结束前未排入", "the search ended before"),
    "too_few_learners": ("人数不足一个班", "too few learners for a section"),
    AWAY["teacher"]: (AWAY["teacher"], "the teacher is away"),
    AWAY["room"]: (AWAY["room"], "the room is out of use"),
    AWAY["venue"]: (AWAY["venue"], "the venue is out of use"),
    MOVED_TOO_LATE: (MOVED_TOO_LATE, "moved in that week, not held"),
}
_WRONG = {rule.name: (rule.wrong_zh, rule.wrong_en) for rule in RULE_BOOK}


def reason_word(reason: str, lang: Lang) -> str:
    """Word a reason; one that is neither a rule nor known is somebody's own words."""
    words = (_WRONG | OTHERS).get(reason, (reason, reason))
    return words[0 if lang == "zh" else 1]
