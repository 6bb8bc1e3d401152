"""The last screen of `solve`: what a clerk wants to know, and where the files are."""

from pathlib import Path

from engine import verbs
from engine.commands.saving import CALENDARS, PAGE, WORKBOOK
from engine.commands.showing.lines import pick
from engine.domain.problem import Problem
from engine.domain.results import LevelValue, Plan
from engine.policy.policy import Policy, policy_of
from engine.refusals import Lang
from engine.rules.goals.fairness import unserved_by_street
from engine.staffing.staffed import Staffing

STREETS_SHOWN = 3
METRES_A_KM = 1000
PEOPLE = "people"


def last_screen(plan: Plan, problem: Problem, out: Path, lang: Lang) -> list[str]:
    """Tell served and unserved learners, fairness, kilometres, staffing, and the files."""
    return [
        "",
        pick(lang, f"== {problem.title} ==", f"== {problem.title} =="),
        *_served(plan, lang),
        *_fairness(plan, problem, lang),
        *_travel(plan, lang),
        *_policy(plan, problem, lang),
        *_proof(plan, lang),
        "",
        *_files(plan, out, lang),
    ]


def _served(plan: Plan, lang: Lang) -> list[str]:
    verdict = plan.verdict
    asked, served = verdict.learners_asked, verdict.learners_served
    share = 100 * served / asked if asked else 100.0
    level = _level(plan, "served")
    return [
        pick(
            lang,
            f"学员：报名 {asked:,} 人次，排上 {served:,} 人次（{share:.1f} %），未排上 {asked - served:,} 人次",
            f"Learners: {asked:,} asked, {served:,} served ({share:.1f} %), {asked - served:,} not",
        ),
        pick(
            lang,
            f"开班：{verdict.placed:,} / {verdict.sections:,} 个班排上了课",
            f"Sections: {verdict.placed:,} of {verdict.sections:,} placed",
        ),
        pick(
            lang,
            f"按优先级计（人次×优先级）未满足 {level.value:,}；已证明这些班怎么排都不会少于 {level.bound:,}",
            f"Unserved, learners times priority: {level.value:,}; "
            f"proved: no timetable of these sections leaves fewer than {level.bound:,}",
        ),
    ]


def _fairness(plan: Plan, problem: Problem, lang: Lang) -> list[str]:
    left, asked = unserved_by_street(plan.timetable, problem)
    shares = sorted(((left[s] / asked[s], s) for s in asked if asked[s]), reverse=True)
    if not shares:
        return []
    told = [f"{problem.area[street].name} {100 * share:.1f} %" for share, street in shares]
    worst = pick(lang, "、", ", ").join(told[:STREETS_SHOWN])
    best = pick(lang, f"；最低 {told[-1]}", f"; smallest {told[-1]}")
    return [
        pick(
            lang,
            f"街道公平：未满足比例（按优先级计）最高 {worst}",
            f"Fairness: largest unserved share, weighted by priority: {worst}",
        )
        + (best if len(told) > STREETS_SHOWN else "")
    ]


def _travel(plan: Plan, lang: Lang) -> list[str]:
    km = _level(plan, "travel").value / METRES_A_KM
    tours = plan.verdict.tour_m / METRES_A_KM
    return [
        pick(
            lang,
            f"路程：每周 {km:,.0f} 公里（教师往返加学员步行）；教师按天连走实际约 {tours:,.0f} 公里",
            f"Travel: {km:,.0f} km a week (teachers and learners); teachers' real day tours {tours:,.0f} km",
        )
    ]


def _policy(plan: Plan, problem: Problem, lang: Lang) -> list[str]:
    """Tell how many lines of the audit are short, and the people that would fill all places."""
    short = sum(line.shortfall > 0 for line in plan.audit)
    if not short:
        return [pick(lang, "政策标准：全部达到", "Policy minimums: all met")]
    policy = policy_of(problem)
    staffing = verbs.post(problem, policy)
    people = _people(staffing, policy, lang) or pick(lang, "全部达到", "all met")
    return [
        pick(
            lang,
            f"政策标准：{short} 项不足（见 audit.csv）；其中人员配备：{people}",
            f"Policy minimums: {short} short (audit.csv); of staff: {people}",
        )
    ]


def _people(staffing: Staffing, policy: Policy, lang: Lang) -> str:
    """Sum the missing people a kind of place; one person may fill a branch's and the district's."""
    point, district = policy.point_staff.rule, policy.district_staff.rule
    kinds = {
        "district": pick(lang, "全区专职", "full-timers of the district"),
        "branch": pick(lang, "街道分院", "street branches"),
        "point": pick(lang, "教学点", "teaching points"),
    }
    missing: dict[str, list[int]] = {}
    for each in staffing.shortfalls:
        kind = {district: "district", point: "point"}.get(each.rule, "branch")
        missing.setdefault(kind, []).append(each.missing)
    told = [
        pick(
            lang,
            f"{name} {len(missing[kind])} 处缺 {sum(missing[kind])} 人",
            f"{name} {sum(missing[kind])} missing at {len(missing[kind])}",
        )
        for kind, name in kinds.items()
        if kind in missing
    ]
    if not told:
        return ""
    new = staffing.new_posts
    told.append(pick(lang, f"全部补足至少新增 {new} 人", f"{new} new posts would fill all"))
    return pick(lang, "，", ", ").join(told)


def _proof(plan: Plan, lang: Lang) -> list[str]:
    verdict = plan.verdict
    if verdict.hard_breaches:
        told = pick(
            lang,
            f"核验：违反规则 {verdict.hard_breaches} 处，不可使用！",
            f"Verified: {verdict.hard_breaches} breaches, do not use!",
        )
    else:
        told = pick(lang, "核验：没有违反任何规则", "Verified: no rule is broken")
    gap = pick(
        lang,
        f"按目标次序，与理论最好相差不超过 {verdict.gap:.2f} %",
        f"at most {verdict.gap:.2f} % from the best in the order of the goals",
    )
    return [f"{told}；{gap}" if lang == "zh" else f"{told}; {gap}"]


def _files(plan: Plan, out: Path, lang: Lang) -> list[str]:
    rows = (
        (PAGE, "网页课表，双击打开", "the timetable as a page: double-click"),
        (
            WORKBOOK,
            "工作簿：总表、街道、场地、教师、未满足、闲置、审计",
            "workbook: by time, street, venue and teacher; unserved, idle, audit",
        ),
        (CALENDARS, "日历文件（每位教师、每个场地一个）", "calendars, one a teacher and venue"),
        ("unserved.csv", f"未满足的需求 {len(plan.unserved)} 条", "unserved requests"),
        ("idle.csv", f"闲置的资源 {len(plan.idle)} 条", "idle supply"),
        ("audit.csv", "政策审计", "policy audit"),
        ("verdict.json", "核验结论和证明", "verdict"),
    )
    width = max(len(str(out / name)) for name, _, _ in rows)
    head = pick(lang, f"结果在 {out.resolve()}：", f"The results are in {out.resolve()}:")
    return [head, *(f"  {out / name!s:<{width}}  {pick(lang, zh, en)}" for name, zh, en in rows)]


def _level(plan: Plan, name: str) -> LevelValue:
    return next(level for level in plan.verdict.levels if level.name == name)
