"""Offers as cards on the screen, and as data."""

from collections.abc import Sequence
from typing import Any

from engine.commands.showing.lines import pick
from engine.domain.problem import Problem
from engine.domain.requests import Request
from engine.matching.asked import Proposal
from engine.refusals import Lang

GIVES = {
    "learners": ("人数不合课程的要求", "another class size than the course asks for"),
    "periods": ("换时段", "other hours"),
    "walk": ("走得远一些", "a longer walk"),
    "online": ("改为线上", "online"),
    "dates": ("少几次课", "fewer dates"),
}
"""What gives way in an offer, by the word that says so in `Proposal.told`."""


def offer_values(problem: Problem, found: Sequence[Proposal]) -> list[dict[str, Any]]:
    """The offers as data, the best first."""
    return [
        {
            "rank": rank,
            "teacher": each.teacher,
            "room": each.room,
            "venue": problem.room[each.room].venue if each.room else None,
            "dates": [[slot.date.isoformat(), slot.period] for slot in each.slots],
            **each.told,
        }
        for rank, each in enumerate(found, start=1)
    ]


def offer_lines(
    problem: Problem, asked: Request, found: Sequence[Proposal], lang: Lang
) -> list[str]:
    """Tell each offer in two lines, after what was asked for."""
    course = problem.course[asked.course].name
    if not found:
        return [
            pick(
                lang,
                f"{asked.id} {course}：没有教师和教室能接，放宽时段、距离、线上都不行。",
                f"{asked.id} {course}: nobody and nowhere, at other hours, further or online either.",
            )
        ]
    head = pick(
        lang,
        f"{asked.id} {course}，{asked.learners} 人：{len(found)} 个方案。",
        f"{asked.id} {course}, {asked.learners} learners: {len(found)} offers.",
    )
    cards = (
        line
        for rank, each in enumerate(found, start=1)
        for line in _card(problem, rank, each, lang)
    )
    return [head, *cards]


def _card(problem: Problem, rank: int, offer: Proposal, lang: Lang) -> list[str]:
    told, teacher = offer.told, problem.teacher[offer.teacher or ""]
    room = problem.room[offer.room] if offer.room else None
    place = (
        f"{problem.venue[room.venue].name} {room.name}" if room else pick(lang, "线上", "online")
    )
    first, last = offer.slots[0].date, offer.slots[-1].date
    periods = pick(lang, "、", ", ").join(dict.fromkeys(slot.period for slot in offer.slots))
    gives = _gives(str(told["relaxed"]), lang)
    return [
        pick(
            lang,
            f"  {rank}. {teacher.name}（{teacher.id}）@ {place}，{first} 至 {last}，{periods}，"
            f"{len(offer.slots)} 次{gives}",
            f"  {rank}. {teacher.name} ({teacher.id}) @ {place}, {first} to {last}, {periods}, "
            f"{len(offer.slots)} dates{gives}",
        ),
        pick(
            lang,
            f"     教师路程 {told['teacher_metres']} 米，学员步行 {told['walk_metres']} 米；"
            f"须同意：{'、'.join(told['must_agree'])}；不动别人的课",
            f"     teacher's way {told['teacher_metres']} m, walk {told['walk_metres']} m; "
            f"must agree: {', '.join(told['must_agree'])}; nobody else is moved",
        ),
    ]


def _gives(relaxed: str, lang: Lang) -> str:
    """What has to give way, if anything."""
    words = [pick(lang, *both) for name, both in GIVES.items() if name in relaxed]
    if not words:
        return ""
    return pick(lang, f"（{'、'.join(words)}）", f" ({', '.join(words)})")
