"""What each party is told, in Chinese, ready to be pasted into a message; no phone stands in it."""

from collections.abc import Sequence
from datetime import datetime, timedelta, timezone

from engine.domain.problem import Problem
from engine.matching.asked import Slot

CHINA = timezone(timedelta(hours=8))
SHOWN = 4  # dates named one by one; of more, the first ones and how many
TEXTS = {
    "asked venue": "{asker}想借用{room}，办《{course}》（{learners}人）：{dates}。"
    "请在{until}前答复：同意、部分同意、不同意（请写原因）或询问。",
    "asked teacher": "{teacher}老师您好：{asker}请您上《{course}》（{learners}人），地点{room}：{dates}。"
    "请在{until}前答复是否接受。",
    "reminder": "提醒：{asker}的《{course}》（{dates}）还在等您答复，{until}前未答复将转给下一个候选。",
    "accepted": "{party}已同意《{course}》：{dates}。",
    "declined": "{party}不同意《{course}》：{reason}。",
    "silent": "{party}到期未答复《{course}》，保留已取消。",
    "expired": "《{course}》的保留已到期，教师和场地已放开：{dates}。",
    "next": "《{course}》已自动转给下一个候选：{teacher}，{room}，{dates}。",
    "nothing left": "《{course}》没有别的候选了，已列入待安排清单。",
    "confirmed": "已确认：《{course}》，{asker}，教师{teacher}，地点{room}，{dates}。",
    "cancelled": "已取消：《{course}》，{asker}，{room}，{dates}。原因：{reason}。",
    "repair": "《{course}》有场次被取消（{dates}），已备好新的候选，请查看。",
    "added": "已补回：《{course}》，{room}，{dates}。",
    "free again": "您等候的《{course}》候选又空出来了：{teacher}，{room}，{dates}。",
    "question": "{party}询问《{course}》：{reason}",
    "reply": "{asker}答复《{course}》：{reason}",
    "club": "学习型社团“{course}”预订了{room}：{dates}。",
}
PARTIES = {"venue": "场地方", "teacher": "教师方"}


def dates_told(slots: Sequence[Slot], problem: Problem) -> str:
    """Name dates with their hours; of many the first, and how many there are."""
    told = []
    for slot in sorted(slots)[:SHOWN]:
        period = problem.period[slot.period]
        hour = f"{period.start // 60:02d}:{period.start % 60:02d}"
        told.append(f"{slot.date.month}月{slot.date.day}日{hour}")
    more = f"等共{len(slots)}次" if len(slots) > SHOWN else ""
    return "、".join(told) + more


def room_told(room: str | None, problem: Problem) -> str:
    """Name a room with its venue; without one the course is online."""
    if room is None:
        return "线上"
    return f"{problem.venue[problem.room[room].venue].name}{problem.room[room].name}"


def teacher_told(teacher: str | None, problem: Problem) -> str:
    """Name a teacher."""
    return problem.teacher[teacher].name if teacher else "（无）"


def moment_told(moment: datetime) -> str:
    """Name a moment in the time of China."""
    here = moment.astimezone(CHINA)
    return f"{here.month}月{here.day}日{here:%H:%M}"
