"""Who may teach a section: the skill at its level, and everyone it is meant for."""

from collections.abc import Iterator

import numpy as np

from engine.domain.problem import Problem
from engine.domain.thing import EVERY, covers
from engine.domain.timetable import Timetable
from engine.rules.axes import Axes
from engine.rules.fates import planned
from engine.rules.ground import Ground, words_held
from engine.rules.rule import Breach, Rule
from engine.rules.terms import Forbid, Ints, Term


class TeacherSkilled(Rule):
    """A teacher has the course's skill at its level or above."""

    name = "teacher_skilled"
    sentence_zh = "教师具有课程所需的技能，等级不低于课程要求。"
    wrong_zh = "教师没有该技能或等级不够"
    wrong_en = "the teacher lacks the skill or its level"
    says_zh = "班 {section} 需要 {skill}（{level} 级），教师 {teacher} 不具备。"
    says_en = "{section} needs {skill} at level {level}, which {teacher} does not have."
    source = "§三(四)¶2"

    def breaches(self, timetable: Timetable, problem: Problem) -> Iterator[Breach]:
        """Look the course's skill up among the teacher's."""
        for meeting in planned(timetable, problem):
            course = problem.course[timetable.section[meeting.section].course]
            skills = problem.teacher[meeting.teacher].skills
            if not any(skill == course.skill and level >= course.level for skill, level in skills):
                yield self.breach(
                    meeting.section,
                    teacher=meeting.teacher,
                    skill=course.skill,
                    level=course.level,
                )

    def terms(self, axes: Axes) -> Iterator[Term]:
        """Forbid teachers whose level in the course's skill is too low; 0 stands for none."""
        courses = axes.ground.courses
        skills = sorted({course.skill for course in courses})
        levels = _levels(axes.ground, skills)
        asked = np.array([course.level for course in courses], dtype=np.int64)
        skill_of = [skills.index(course.skill) for course in courses]
        too_low = levels[skill_of] < asked[:, None]
        yield Forbid(("section", "teacher"), too_low[axes.course_of])


class TeacherAudience(Rule):
    """A teacher covers the audience of every request of the section."""

    name = "teacher_audience"
    sentence_zh = "教师能教班上每个需求的人群。"
    wrong_zh = "教师不教该人群"
    wrong_en = "the teacher does not teach the audience"
    says_zh = "班 {section} 面向 {audience}，教师 {teacher} 不教该人群。"
    says_en = "{section} is for {audience}, whom {teacher} does not teach."

    def breaches(self, timetable: Timetable, problem: Problem) -> Iterator[Breach]:
        """Look each request's audience up among the teacher's."""
        for meeting in planned(timetable, problem):
            audiences = problem.teacher[meeting.teacher].audiences
            asked = {
                problem.request[name].audience
                for name in timetable.section[meeting.section].requests
            }
            for audience in sorted(asked):
                if not covers(audiences, audience):
                    yield self.breach(meeting.section, teacher=meeting.teacher, audience=audience)

    def terms(self, axes: Axes) -> Iterator[Term]:
        """Forbid teachers who miss the audience of any request."""
        requests = axes.ground.requests
        words = sorted({request.audience for request in requests})
        word_of = np.array([words.index(request.audience) for request in requests], dtype=np.int64)
        taught = words_held([teacher.audiences for teacher in axes.teachers], words, EVERY)
        misses = ~taught.T[word_of[axes.shares.request]]
        yield Forbid(("section", "teacher"), axes.shares.any_of(misses))


def _levels(ground: Ground, skills: list[str]) -> Ints:
    """Each teacher's highest level in each skill [len(skills), T]; 0 for none."""
    row_of = {skill: row for row, skill in enumerate(skills)}
    levels = np.zeros((len(skills), len(ground.teachers)), dtype=np.int64)
    for column, teacher in enumerate(ground.teachers):
        for skill, level in teacher.skills:
            if skill in row_of:
                levels[row_of[skill], column] = max(level, levels[row_of[skill], column])
    return levels
