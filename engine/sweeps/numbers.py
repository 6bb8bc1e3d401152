"""Policy readings and settings that have another value."""

from random import Random

from engine.domain.change import ChangeSetting, ReadPolicy
from engine.domain.problem import Problem
from engine.domain.settings import Settings
from engine.files.tables import SETTINGS
from engine.policy.policy import policy_of
from engine.refusals import BadInput, UnknownName
from engine.sweeps.misfit import as_in_table, misfit, must_be_in


def read_policy(change: ReadPolicy, problem: Problem, _: Random) -> Problem:
    """Set an open reading or a number of the policy otherwise."""
    readings = dict(problem.readings) | {change.name: change.value}
    problem = problem.model_copy(update={"readings": tuple(sorted(readings.items()))})
    try:
        policy_of(problem)
    except UnknownName as error:
        known = ("规则包里的读法或数字", "a reading or number of the rule pack")
        raise misfit("name", change.name, *known) from error
    except BadInput as error:
        raise misfit("value", change.value, *error.faults[0].expected) from error
    return problem


def change_setting(change: ChangeSetting, problem: Problem, _: Random) -> Problem:
    """Give an engine setting another value."""
    must_be_in(Settings.model_fields, "name", change.name, "设置项", "a setting")
    value = as_in_table(change.value, SETTINGS.column(change.name), "value")
    settings = problem.settings.model_copy(update={change.name: value})
    if settings.fewest_learners > settings.most_learners:
        order = "最多人数不小于最少人数", "most learners not below the least"
        raise misfit("value", f"{change.value:g}", *order)
    return problem.model_copy(update={"settings": settings})
