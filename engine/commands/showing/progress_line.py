"""How far a run is, in one line: phase, served so far, what is proved, time left."""

from engine.commands.showing.lines import pick
from engine.refusals import Lang
from engine.timetabling.watching import Progress

PHASES = {
    "pool": ("合班、分班", "pooling requests"),
    "state": ("准备求解", "preparing"),
    "construct": ("排出第一张课表", "first timetable"),
    "prove": ("改进课表，证明最好能到多少", "searching and proving"),
    "search": ("继续改进", "searching"),
    "done": ("求解完成", "solved"),
    "explain": ("查明原因，核实怎样能排上", "explaining, checking unlocks"),
    "verify": ("核对政策，独立核验", "audit and verification"),
}


def progress_line(progress: Progress, lang: Lang) -> str:
    """Word what is known; what is not known yet leaves no gap behind."""
    told = (_phase, _served, _proved, _left)
    return " · ".join(words for tell in told if (words := tell(progress, lang)))


def _phase(progress: Progress, lang: Lang) -> str:
    phase = pick(lang, *PHASES[progress.phase])
    return f"{phase} {progress.cases[0]}/{progress.cases[1]}" if progress.cases else phase


def _served(progress: Progress, lang: Lang) -> str:
    if progress.learners is None:
        return ""
    served, asked = progress.learners
    share = 100 * served / asked if asked else 100.0
    return pick(
        lang,
        f"已排上 {served:,} / {asked:,} 人次（{share:.1f} %）",
        f"served {served:,} of {asked:,} learners ({share:.1f} %)",
    )


def _proved(progress: Progress, lang: Lang) -> str:
    """What is unserved and what nobody could serve, both weighted by priority."""
    if progress.unserved is None:
        return ""
    left, bound = progress.unserved, progress.bound
    zh, en = f"按优先级计未满足 {left:,}", f"unserved by priority {left:,}"
    if left == bound:
        zh += "，已证明不能更少"
        en += ", proved the fewest"
    elif bound is not None:
        zh += f"，已证明至少 {bound:,}（最多还能改进 {left - bound:,}）"
        en += f", proved at least {bound:,} (at most {left - bound:,} to gain)"
    return pick(lang, zh, en)


def _left(progress: Progress, lang: Lang) -> str:
    if progress.seconds_left is None:
        return ""
    left = f"{progress.seconds_left:.0f}"
    if progress.phase == "explain":
        return pick(lang, f"核实还剩 {left} 秒", f"{left} s left for checking")
    return pick(lang, f"求解还剩 {left} 秒", f"{left} s left for solving")
