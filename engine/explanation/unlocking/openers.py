"""Openers: what a class needs in any case before it can be held at all."""

from engine.domain.courses import OFFERED
from engine.domain.problem import Problem
from engine.explanation.standing.cells import Standing
from engine.explanation.unlocking.offering import LowerMinimum, OfferCourse
from engine.explanation.unlocking.unlocks import Unlock
from engine.pooling.neighbourhoods import class_sizes
from engine.rules.sections.alike import CourseOffered
from engine.rules.sections.size import SectionSize


def openers(problem: Problem, standing: Standing, row: int) -> tuple[Unlock, ...] | None:
    """What opens a class that the rules refuse as a whole; None when nothing on the list does."""
    section, course = standing.axes.sections[row], standing.axes.courses[row]
    fewest, _ = class_sizes(problem, course)
    found: dict[str, Unlock] = {}
    if section.learners < fewest:
        found[SectionSize.name] = LowerMinimum(course.id, section.learners, fewest)
    if course.status != OFFERED:
        found[CourseOffered.name] = OfferCourse(course.id)
    blamed = {each.rule for each in standing.possible.blamed("section") if each.where[row]}
    return tuple(found.values()) if blamed <= found.keys() else None
