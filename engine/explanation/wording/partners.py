"""Words for the partner that one section lacks: who, where and when."""

from collections.abc import Iterator

import numpy as np

from engine.domain.said import Said
from engine.explanation.standing.cells import Standing
from engine.explanation.standing.lacks import Lack
from engine.explanation.wording.dayparts import times_word
from engine.explanation.wording.words import joined, place_word, room_word, skill_word
from engine.refusals import Lang
from engine.rules.reasons import reason_word
from engine.rules.terms import Bools

FEW_TIMES = 4
Taken = tuple[int, Bools]  # how many there are, and the periods [P] when one would be needed

LACKING = {
    "no_teacher": Said(zh="能教{teacher}", en="{teacher}"),
    "no_room": Said(zh="{street}{room}", en="in {street}, a {room}"),
    "no_near_teacher": Said(zh="能到{street}教{teacher}", en="{teacher} who may come to {street}"),
    "no_allowed_period": Said(
        zh="每周{meetings}次课够用的允许节次",
        en="allowed periods enough for meetings a week: {meetings}",
    ),
    "no_teacher_hours": Said(zh="{allowed}能教{teacher}", en="{teacher}, {allowed}"),
    "no_room_hours": Said(
        zh="{street}{allowed}开放、{room}", en="in {street}, a {room}, open {allowed}"
    ),
    "no_common_hours": Said(zh="{times}能教{teacher}", en="{teacher}{on}"),
    "refused": Said(zh="开班条件（{sentences}）", en="what a section needs ({sentences})"),
}
TEACHER_TAKEN = Said(
    zh="{times}有空、能教{teacher}（{count}名都已排满或赶不到）",
    en="{teacher} with time{on} (of {count} all are full or too far away)",
)
ROOM_TAKEN = Said(
    zh="{street}{times}空闲、{room}（{count}间都已占用）",
    en="in {street}, a {room}, free{on} (of {count} all are taken)",
)


def lacking(standing: Standing, row: int, lack: Lack, when: Bools) -> Said:
    """Name the partner that does not exist, in the periods [P] in question."""

    def worded(lang: Lang) -> str:
        sentences = joined((reason_word(rule, lang) for rule in lack.rules), lang)
        fields = _fields(standing, row, when, lang)
        if "teacher_audience" in lack.rules:
            fields["teacher"] = _teacher(standing, row, lang, for_audience=True)
        return LACKING[lack.what].word(lang).format(**fields, sentences=sentences)

    return Said.by(worded)


def all_taken(standing: Standing, row: int, teacher: Taken | None, room: Taken | None) -> Said:
    """Name the partners there are who are all taken."""

    def parts(lang: Lang) -> Iterator[str]:
        for taken, words in ((teacher, TEACHER_TAKEN), (room, ROOM_TAKEN)):
            if taken is not None:
                count, when = taken
                fields = _fields(standing, row, when, lang)
                yield words.word(lang).format(**fields, count=count)

    return Said.by(lambda lang: ("；" if lang == "zh" else "; ").join(parts(lang)))


def _fields(standing: Standing, row: int, when: Bools, lang: Lang) -> dict[str, object]:
    problem, section = standing.axes.problem, standing.axes.sections[row]
    course = standing.axes.courses[row]
    times = _times(standing, when, lang)
    return {
        "street": place_word(problem, problem.request[section.requests[0]].area, lang),
        "room": room_word(course, section.learners, lang),
        "teacher": _teacher(standing, row, lang),
        "meetings": course.meetings_per_week,
        "times": times,
        "on": f", {times}" if times else "",
        "allowed": times or ("允许节次" if lang == "zh" else "in the allowed periods"),
    }


def _teacher(standing: Standing, row: int, lang: Lang, *, for_audience: bool = False) -> str:
    """A teacher of the skill, for the audience where that is what lacks."""
    request = standing.axes.problem.request[standing.axes.sections[row].requests[0]]
    skill = skill_word(standing.axes.courses[row], lang)
    if lang == "zh":
        return f"{skill}{f'、面向{request.audience}' if for_audience else ''}的教师"
    return f"a teacher of {skill}{f' for {request.audience}' if for_audience else ''}"


def _times(standing: Standing, periods: Bools, lang: Lang) -> str:
    """The parts of the week; nothing when they are too many to be what is missing."""
    chosen = [standing.axes.periods[at] for at in np.flatnonzero(periods)]
    few = times_word(chosen).count("、") < FEW_TIMES
    return times_word(chosen, lang) if few and not periods.all() else ""
