"""Words for learners whom pooling could not put into a section."""

from engine.pooling.pooled import Alone, Apart
from engine.refusals import Lang

APART: dict[Apart, tuple[str, str]] = {
    "group": ("同一学员群体，不能合班", "the same group of learners"),
    "periods": ("没有足够的共同节次", "too few periods in common"),
    "walk": ("没有双方都走得到的教室", "no room both can walk to"),
    "size": ("合起来人数仍不合适", "the sizes do not fit together"),
    "no_partner": ("", ""),
}


def partner_word(report: Alone, lang: Lang = "zh") -> str:
    """Name the nearest partner and what keeps it apart; nothing when there is none."""
    if report.nearest_partner is None:
        return ""
    apart = APART[report.apart][0 if lang == "zh" else 1]
    if lang == "zh":
        return f"；最近的同类需求{report.nearest_partner}相距{report.distance_m}米（{apart}）"
    return (
        f"; the nearest like it, {report.nearest_partner}, is {report.distance_m} m away: {apart}"
    )
