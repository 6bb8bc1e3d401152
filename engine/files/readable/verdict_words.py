"""The verdict in plain words: what was reached, and what is proved that nobody can beat."""

from dataclasses import dataclass

from engine.domain.problem import Problem
from engine.domain.results import LevelValue, Plan
from engine.files.readable.street_shares import street_shares, worst
from engine.files.readable.words import Pair, pick
from engine.refusals import Lang

LABELS: dict[str, Pair] = {
    "served": ("服务", "Learners served"),
    "fairness": ("街道公平", "Fairness between streets"),
    "travel": ("每周路程", "Travel a week"),
    "fit": ("贴合程度", "Fit"),
    "lawful": ("硬性规则", "Hard rules"),
    "gap": ("离最优多远", "Distance to the best"),
}


@dataclass(frozen=True)
class Figure:
    """One figure of the verdict: a label, a value, and one or two sentences on what it means."""

    name: str
    label: str
    value: str
    note: str


def figures(plan: Plan, problem: Problem, lang: Lang) -> tuple[Figure, ...]:
    """Word the verdict in six figures, the most important one first."""
    levels: dict[str, LevelValue] = {level.name: level for level in plan.verdict.levels}
    told = {
        "served": (_served(plan, lang), _served_note(plan, levels["served"], lang)),
        "fairness": (_percent(levels["fairness"].value / 100), _fairness(plan, problem, lang)),
        "travel": (_km(levels["travel"].value, lang), _travel_note(plan, lang)),
        "fit": (_points(levels["fit"].value, lang), pick(FIT_NOTE, lang)),
        "lawful": _lawful(plan, lang),
        "gap": (_percent(plan.verdict.gap), pick(GAP_NOTE, lang).format(**vars(plan.verdict))),
    }
    return tuple(
        Figure(name, pick(LABELS[name], lang), value, _note(note, levels.get(name), lang))
        for name, (value, note) in told.items()
    )


GIVEN: dict[str, Pair] = {
    "served": ("照公布的班", "with the published sections"),
    "later": (
        "照公布的班、不牺牲更重要的目标",
        "with the published sections and nothing more important given up",
    ),
}
FIT_NOTE: Pair = (
    "越低越好：就近用师用场、偏好时段、不换教师教室、工作量、延续上学期等未能照顾之处的计分。",
    "Lower is better: points for nearness, preferred times, load and continuity not heeded.",
)
GAP_NOTE: Pair = (
    "四级目标按固定权重合计：照公布的班，前三级不比本课表差的课表，最多再低 {gap:.2f}%；不论目标次序的任何课表，最多再低 {weighted_gap:.2f}%。",
    "All four goals at fixed weights: of these sections, no timetable that is no worse at the first three goals is more than {gap:.2f}% lower, and none at all more than {weighted_gap:.2f}%.",
)


def _served(plan: Plan, lang: Lang) -> str:
    served, asked = plan.verdict.learners_served, plan.verdict.learners_asked
    share = _percent(100 * served / asked) if asked else "–"
    return f"{served:,} / {asked:,} {'人次' if lang == 'zh' else 'learners'} · {share}"


def _served_note(plan: Plan, level: LevelValue, lang: Lang) -> str:
    verdict = plan.verdict
    unserved = verdict.learners_asked - verdict.learners_served
    if lang == "zh":
        return (
            f"未满足 {unserved:,} 人次（按优先级加权 {level.value:,}）；"
            f"{verdict.sections:,} 个班排上 {verdict.placed:,} 个。"
        )
    return (
        f"{unserved:,} learners not served ({level.value:,} weighted by priority); "
        f"{verdict.placed:,} of {verdict.sections:,} sections placed."
    )


def _fairness(plan: Plan, problem: Problem, lang: Lang) -> str:
    street = worst(street_shares(plan, problem))
    if street is None:
        return pick(("各街道需求全部满足。", "Every street is served whole."), lang)
    if lang == "zh":
        return f"未满足比例（按优先级加权）最高的是{street.street.name}，此数越低越公平。"
    return (
        f"{street.street.name} has the largest unserved share (weighted by priority); "
        "lower is fairer."
    )


def _travel_note(plan: Plan, lang: Lang) -> str:
    tour = _km(plan.verdict.tour_m, lang)
    if lang == "zh":
        return f"教师逐次往返与学员步行之和；教师按当天实际路线走是 {tour}。"
    return f"Teachers' way there and back for each meeting plus learners' walks; day tours: {tour}."


def _lawful(plan: Plan, lang: Lang) -> tuple[str, str]:
    breaches = plan.verdict.hard_breaches
    if lang == "zh":
        return f"{breaches} 处违反", "由不含求解器的独立核验程序逐条复核。"
    return f"{breaches} breaches", "Checked rule by rule by a witness that holds no solver."


def _note(meaning: str, level: LevelValue | None, lang: Lang) -> str:
    said = meaning if level is None else f"{meaning} {_proof(level, lang)}"
    return said.replace("。 ", "。")


def _proof(level: LevelValue, lang: Lang) -> str:
    """Say what is proved of a level, and never more: a bound holds for the published sections."""
    given = pick(GIVEN["served" if level.name == "served" else "later"], lang)
    if level.value <= level.bound:
        if lang == "zh":
            return f"已证明最优：{given}，任何课表都不可能更低。"
        return f"Proved best: {given}, no timetable is lower."
    value, bound = _amount(level, level.value, lang), _amount(level, level.bound, lang)
    if lang == "zh":
        return f"现为 {value}；已证明{given}，任何课表都不低于 {bound}。"
    return f"Now {value}; proved: {given}, no timetable is below {bound}."


def _amount(level: LevelValue, amount: int, lang: Lang) -> str:
    if level.name == "fairness":
        return _percent(amount / 100)
    if level.name == "travel":
        return _km(amount, lang)
    if level.name == "fit":
        return _points(amount, lang)
    return f"{amount:,}{' 加权人次' if lang == 'zh' else ' priority-learners'}"


def _percent(value: float) -> str:
    return f"{value:.2f}%"


def _km(metres: int, lang: Lang) -> str:
    return f"{metres / 1000:,.1f} {'公里' if lang == 'zh' else 'km'}"


def _points(value: int, lang: Lang) -> str:
    return f"{value:,} {'分' if lang == 'zh' else 'points'}"
