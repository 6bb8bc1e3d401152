"""What a section's requests and course have in common."""

from collections.abc import Iterator

import numpy as np

from engine.domain.courses import OFFERED
from engine.domain.problem import Problem
from engine.domain.thing import covers
from engine.domain.timetable import Timetable
from engine.rules.axes import Axes
from engine.rules.rule import Breach, Rule
from engine.rules.terms import Forbid, Term


class PooledAlike(Rule):
    """Requests that share a section share its course and one audience."""

    name = "pooled_alike"
    sentence_zh = "合班的需求课程相同、人群相同。"
    wrong_zh = "合班需求的课程或人群不同"
    wrong_en = "requests differ in course or audience"
    says_zh = "班 {section} 的需求 {request} 与班级的课程或人群不同。"
    says_en = "{section}: request {request} differs in course or audience."

    def breaches(self, timetable: Timetable, problem: Problem) -> Iterator[Breach]:
        """Hold each request of a placed section against the course and the first request."""
        for name in timetable.placements:
            section = timetable.section[name]
            audience = problem.request[section.requests[0]].audience
            for each in section.requests:
                request = problem.request[each]
                if request.course != section.course or request.audience != audience:
                    yield self.breach(name, request=each)

    def terms(self, axes: Axes) -> Iterator[Term]:
        """Forbid sections of which the requests differ."""
        request = axes.problem.request
        unlike = [
            {(request[name].course, request[name].audience) for name in section.requests}
            != {(section.course, request[section.requests[0]].audience)}
            for section in axes.sections
        ]
        yield Forbid(("section",), np.array(unlike, dtype=np.bool_))


class AudienceMeant(Rule):
    """A course is held only for the audiences it is meant for."""

    name = "audience_meant"
    sentence_zh = "需求的人群属于课程面向的人群。"
    wrong_zh = "课程不面向该人群"
    wrong_en = "the course is not meant for the audience"
    says_zh = "班 {section}：课程 {course} 不面向需求 {request} 的人群。"
    says_en = "{section}: course {course} is not meant for the audience of request {request}."

    def breaches(self, timetable: Timetable, problem: Problem) -> Iterator[Breach]:
        """Look the audience of each request up in the course."""
        for name in timetable.placements:
            course = problem.course[timetable.section[name].course]
            for request in timetable.section[name].requests:
                if not covers(course.audience, problem.request[request].audience):
                    yield self.breach(name, course=course.id, request=request)

    def terms(self, axes: Axes) -> Iterator[Term]:
        """Forbid sections with a request that the course is not meant for."""
        asked = [
            {axes.problem.request[name].audience for name in section.requests}
            for section in axes.sections
        ]
        missed = [
            any(not covers(course.audience, word) for word in words)
            for words, course in zip(asked, axes.courses, strict=True)
        ]
        yield Forbid(("section",), np.array(missed, dtype=np.bool_))


class CourseOffered(Rule):
    """Only courses that are offered are held."""

    name = "course_offered"
    sentence_zh = "只排状态为“offered”的课程。"
    wrong_zh = "课程未开设"
    wrong_en = "the course is not offered"
    says_zh = "班 {section} 的课程 {course} 状态为 {status}。"
    says_en = "{section}: the status of course {course} is {status}."
    source = "§三(四)¶2"

    def breaches(self, timetable: Timetable, problem: Problem) -> Iterator[Breach]:
        """Look at the status of each placed section's course."""
        for name in timetable.placements:
            course = problem.course[timetable.section[name].course]
            if course.status != OFFERED:
                yield self.breach(name, course=course.id, status=course.status)

    def terms(self, axes: Axes) -> Iterator[Term]:
        """Forbid the sections of other courses."""
        withdrawn = [course.status != OFFERED for course in axes.courses]
        yield Forbid(("section",), np.array(withdrawn, dtype=np.bool_))
