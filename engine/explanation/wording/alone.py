"""Words for learners whom pooling could not put into a section."""

from engine.pooling.pooled import Alone, Apart
from engine.refusals import Lang
from engine.rules.book import RULE_BOOK

REASONS = {
    "no_common_period": ("没有足够的允许节次", "too few periods are allowed"),
    "no_room_in_reach": ("步行范围内没有够用的教室", "no room within walk that would do"),
    "not_pooled": ("未编入班", "put into no section"),
    "too_few_learners": ("人数不足一个班", "too few learners for a section"),
}
APART: dict[Apart, tuple[str, str]] = {
    "group": ("同一学员群体,不能合班", "the same group of learners"),
    "periods": ("没有足够的共同节次", "too few periods in common"),
    "walk": ("没有双方都走得到的教室", "no room both can walk to"),
    "size": ("合起来人数仍不合适", "the sizes do not fit together"),
    "no_partner": ("", ""),
}


def reason_word(reason: str, lang: Lang = "zh") -> str:
    """Word a reason of pooling; that of a rule is the rule's own sentence."""
    for rule in RULE_BOOK:
        if rule.name == reason:
            return rule.sentence_zh.rstrip("。") if lang == "zh" else _sentence(type(rule))
    return REASONS[reason][0 if lang == "zh" else 1]


def partner_word(report: Alone, lang: Lang = "zh") -> str:
    """Name the nearest partner and what keeps it apart; nothing when there is none."""
    if report.nearest_partner is None:
        return ""
    apart = APART[report.apart][0 if lang == "zh" else 1]
    if lang == "zh":
        return f";最近的同类需求{report.nearest_partner}相距{report.distance_m}米({apart})"
    return (
        f"; the nearest like it, {report.nearest_partner}, is {report.distance_m} m away: {apart}"
    )


def _sentence(rule: type) -> str:
    return (rule.__doc__ or "").splitlines()[0].rstrip(".")
