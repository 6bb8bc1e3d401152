"""Results in lines for the screen, where the result itself is only data."""

from engine.commands.screens import pick
from engine.explanation.explain import Explanation
from engine.pooling.pooled import Pooled
from engine.refusals import Lang


def pooled_lines(pooled: Pooled, lang: Lang) -> list[str]:
    """Tell how many sections there are, then every request that stayed alone."""
    learners = sum(section.learners for section in pooled.sections)
    head = pick(
        lang,
        f"合成 {len(pooled.sections)} 个班,共 {learners} 人;{len(pooled.alone)} 个需求未能编班。",
        f"{len(pooled.sections)} sections of {learners} learners; {len(pooled.alone)} requests alone.",
    )
    rows = [
        f"  {each.request} ({each.learners}): {each.reason}; "
        + pick(lang, "最近的同伴", "nearest partner")
        + f" {each.nearest_partner or '-'} {each.distance_m or 0} m ({each.apart})"
        for each in pooled.alone
    ]
    return [head, *rows]


def explained(told: Explanation, lang: Lang) -> list[str]:
    """Tell every unserved request and how much supply is idle."""
    proved = pick(lang, "已验证", "proved")
    open_ = pick(lang, "未证明", "not proved")
    rows = [
        f"  {each.request} ({each.learners}): {';'.join(each.reason)}; {each.missing} "
        f"{each.cheapest_unlock} [{proved if each.verdict == 'proved' else open_}]"
        for each in told.unserved
    ]
    head = pick(
        lang,
        f"未满足的需求 {len(told.unserved)} 条,闲置资源 {len(told.idle)} 条:",
        f"{len(told.unserved)} requests not served, {len(told.idle)} idle resources:",
    )
    return [head, *rows]
