"""Results in lines for the screen, where the result itself is only data."""

from pathlib import Path

from engine.commands.showing.lines import pick
from engine.domain.results import AuditLine, Plan, Unserved
from engine.explanation.explain import Explanation
from engine.explanation.wording.alone import partner_word
from engine.pooling.pooled import Alone, Pooled
from engine.refusals import Lang
from engine.repair.differences import changed_sections
from engine.repair.repair import Repaired
from engine.rules.reasons import reason_word


def pooled_lines(pooled: Pooled, lang: Lang) -> list[str]:
    """Tell how many sections there are, then every request that stayed alone."""
    learners = sum(section.learners for section in pooled.sections)
    head = pick(
        lang,
        f"合成 {len(pooled.sections)} 个班，共 {learners} 人；{len(pooled.alone)} 个需求未能编班。",
        f"{len(pooled.sections)} sections of {learners} learners; {len(pooled.alone)} requests alone.",
    )
    return [head, *(f"  {_alone(each, lang)}" for each in pooled.alone)]


def explained(told: Explanation, lang: Lang) -> list[str]:
    """Tell every unserved request and how much supply is idle."""
    head = pick(
        lang,
        f"未满足的需求 {len(told.unserved)} 条，闲置资源 {len(told.idle)} 条：",
        f"{len(told.unserved)} requests not served, {len(told.idle)} idle resources:",
    )
    return [head, *(f"  {_unserved(each, lang)}" for each in told.unserved)]


def audited(line: AuditLine, lang: Lang) -> str:
    """Tell one line of the audit: what is asked of whom, what there is, what is missing."""
    short = line.shortfall > 0
    mark = pick(lang, "不足" if short else "达标", "SHORT" if short else "met")
    required, found, missing = (amount(n) for n in (line.required, line.found, line.shortfall))
    lack = pick(lang, f"，缺 {missing}", f", missing {missing}") if short else ""
    phrase, unit, read = (each.word(lang) for each in (line.phrase, line.unit, line.reading))
    reading = pick(lang, f"；{read}", f"; {read}") if read else ""
    return pick(
        lang,
        f"[{mark}] {line.rule} {line.organisation}：{phrase}（{line.where}）。"
        f"应有 {required} {unit}，实有 {found}{lack}{reading}",
        f"[{mark}] {line.rule} {line.organisation}: {phrase} ({line.where}). "
        f"Required {required} {unit}, found {found}{lack}{reading}",
    )


def amount(number: float) -> str:
    """Write an amount in full, its thousands apart, without zeros behind the point."""
    whole, _, rest = f"{number:,.4f}".partition(".")
    decimals = rest.rstrip("0")
    return f"{whole}.{decimals}" if decimals else whole


def repaired_lines(repaired: Repaired, out: Path, lang: Lang) -> list[str]:
    """Tell every step of a repair, and who is left without a placement or a section."""
    count = len(changed_sections(repaired.operations))
    lines = [pick(lang, f"课表改动 {count} 个班。", f"{count} sections placed otherwise.")]
    told = (step for step in repaired.operations if not step.is_over(repaired.problem))
    lines += [f"  {step.line(repaired.problem, lang)}" for step in told]
    if repaired.open:
        names = pick(lang, "、", ", ").join(repaired.open)
        lines.append(pick(lang, f"没有排上的班：{names}", f"Left without a placement: {names}"))
    if repaired.alone:
        lines.append(pick(lang, "未能编班的需求：", "Requests without a section:"))
        lines += [f"  {_alone(each, lang)}" for each in repaired.alone]
    where = out.resolve()
    return [*lines, pick(lang, f"新课表在 {where}", f"The repaired timetable is in {where}")]


def repaired_values(repaired: Repaired, plan: Plan) -> dict[str, object]:
    """The same as plain values, with the verdict."""
    return {
        "changed": len(changed_sections(repaired.operations)),
        "operations": repaired.operations,
        "open": repaired.open,
        "alone": repaired.alone,
        "verdict": plan.verdict,
    }


def _unserved(row: Unserved, lang: Lang) -> str:
    """One request: why, what is missing, what would help; an unproved way says so itself."""
    why = pick(lang, "、", ", ").join(reason_word(reason, lang) for reason in row.reason)
    missing, unlock = row.missing.word(lang), row.cheapest_unlock.word(lang)
    proved = row.verdict == "proved"
    return pick(
        lang,
        f"{row.request}（{row.learners} 人）：{why}。缺什么：{missing}。"
        f"怎样能排上：{unlock}{'（已验证）' if proved else ''}",
        f"{row.request} ({row.learners}): {why}. Missing: {missing}. "
        f"Unlock: {unlock}{' (proved)' if proved else ''}",
    )


def _alone(each: Alone, lang: Lang) -> str:
    why = reason_word(each.reason, lang) + partner_word(each, lang)
    return pick(
        lang,
        f"{each.request}（{each.learners} 人）：{why}",
        f"{each.request} ({each.learners} learners): {why}",
    )
