"""What the workbook says of unserved demand, idle supply and the audit."""

from collections.abc import Iterator

from engine.domain.problem import Problem
from engine.domain.results import Idle, Plan, Unserved
from engine.files.readable.lesson_fields import Cell
from engine.files.readable.words import PROOFS, Pair, clock, joined, pick, weekday
from engine.refusals import Lang
from engine.rules.reasons import reason_word

KINDS: dict[str, Pair] = {"teacher": ("教师", "teacher"), "room": ("教室", "room")}
SHOWN = 12  # longer lists are for audit.csv: a cell that long is read by nobody

UNSERVED: tuple[tuple[Pair, float], ...] = (
    (("需求编号", "Request"), 12),
    (("街道", "Street"), 13),
    (("提出单位", "Area"), 14),
    (("课程", "Course"), 18),
    (("优先级", "Priority"), 7),
    (("申报人数", "Asked"), 8),
    (("未满足人数", "Not served"), 8),
    (("原因", "Why"), 36),
    (("缺什么", "What is missing"), 36),
    (("最省的解决办法", "Cheapest unlock"), 36),
    (("是否验证", "Verdict"), 9),
)
IDLE: tuple[tuple[Pair, float], ...] = (
    (("种类", "Kind"), 7),
    (("编号", "Id"), 12),
    (("名称", "Name"), 28),
    (("街道", "Street"), 13),
    (("空闲节次数", "Free periods"), 8),
    (("空闲时间", "When free"), 60),
    (("未用原因", "Why nobody took it"), 40),
)
AUDIT: tuple[tuple[Pair, float], ...] = (
    (("编号", "Rule"), 7),
    (("文件原文", "Phrase"), 34),
    (("出处", "Where"), 12),
    (("单位", "Organisation"), 20),
    (("应有", "Required"), 9),
    (("实有", "Found"), 9),
    (("缺口", "Shortfall"), 9),
    (("计量", "Unit"), 8),
    (("口径", "Reading"), 26),
    (("算法", "Formula"), 26),
    (("依据行", "Rows counted"), 22),
)


def unserved(plan: Plan, problem: Problem, lang: Lang) -> tuple[tuple[Cell, ...], ...]:
    """One row a request with learners not served, in the order of the plan."""
    return tuple(_unserved(row, problem, lang) for row in plan.unserved)


def _unserved(row: Unserved, problem: Problem, lang: Lang) -> tuple[Cell, ...]:
    request = problem.request[row.request]
    street = problem.street_of(request)
    return (
        request.id,
        problem.area[street].name if street else "",
        problem.area[request.area].name,
        problem.course[request.course].name,
        request.priority,
        request.learners,
        row.learners,
        "\n".join(reason_word(reason, lang) for reason in row.reason),
        row.missing.word(lang),
        row.cheapest_unlock.word(lang),
        pick(PROOFS[row.verdict], lang),
    )


def idle(plan: Plan, problem: Problem, lang: Lang) -> tuple[tuple[Cell, ...], ...]:
    """One row a teacher or room with free time left, in the order of the plan."""
    return tuple(_idle(row, problem, lang) for row in plan.idle)


def _idle(row: Idle, problem: Problem, lang: Lang) -> tuple[Cell, ...]:
    if row.kind == "teacher":
        name, area = problem.teacher[row.id].name, problem.teacher[row.id].area
    else:
        room = problem.room[row.id]
        venue = problem.venue[room.venue]
        name, area = f"{venue.name} {room.name}", venue.area
    street = problem.ancestor(area, "street")
    where = problem.area[street].name if street else ""
    kind = pick(KINDS[row.kind], lang)
    when = "\n".join(_by_weekday(row, problem, lang))
    return kind, row.id, name, where, row.free_periods, when, row.reason.word(lang)


def _by_weekday(row: Idle, problem: Problem, lang: Lang) -> Iterator[str]:
    """Yield one line a weekday with the starts of the free periods."""
    free = sorted((problem.period[p] for p in row.periods), key=lambda p: (p.weekday, p.start))
    for day in sorted({period.weekday for period in free}):
        same = [period for period in free if period.weekday == day]
        yield f"{weekday(same[0], lang)} {joined((clock(period.start) for period in same), lang)}"


def audit(plan: Plan, problem: Problem, lang: Lang) -> tuple[tuple[Cell, ...], ...]:
    """One row a policy number and organisation, in the order of the plan."""
    return tuple(
        (
            line.rule,
            line.phrase.word(lang),
            line.where,
            organisation(line.organisation, problem),
            line.required,
            line.found,
            line.shortfall,
            line.unit.word(lang),
            line.reading.word(lang),
            line.formula.word(lang),
            _shown(line.rows),
        )
        for line in plan.audit
    )


def organisation(ident: str, problem: Problem) -> str:
    """Name a school or an area; what is neither stays as it is."""
    if ident in problem.school:
        return problem.school[ident].name
    return problem.area[ident].name if ident in problem.area else ident


def _shown(rows: tuple[str, ...]) -> str:
    more = f" … (+{len(rows) - SHOWN})" if len(rows) > SHOWN else ""
    return "; ".join(rows[:SHOWN]) + more
