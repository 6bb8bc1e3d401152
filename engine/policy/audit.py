"""The audit: every number of the policy held against every organisation it speaks of."""

from collections.abc import Iterable

from engine.domain.problem import Problem
from engine.domain.results import AuditLine
from engine.domain.timetable import Posting, Timetable
from engine.policy.case import Case
from engine.policy.counted import count
from engine.policy.means import funding, premises
from engine.policy.mix import backbone, main_body, main_body_of_meetings
from engine.policy.network import network, tiers
from engine.policy.policy import Policy
from engine.policy.staff import branch_floor, branch_staff, district_staff, point_staff

CHECKS = (
    district_staff,  # P010
    branch_staff,  # P011
    branch_floor,  # P012
    point_staff,  # P013
    premises,  # P014
    funding,  # P015
    network,  # P016
    tiers,  # P018
    backbone,  # P134
    main_body,
    main_body_of_meetings,
)


def audit(
    problem: Problem,
    postings: Iterable[Posting],
    policy: Policy,
    *,
    timetable: Timetable | None = None,
) -> tuple[AuditLine, ...]:
    """Hold a scenario and its postings against a policy; it reports and never blocks.

    Lines come in the order of CHECKS, then by organisation. All arithmetic is exact; only the
    published amounts are floats. With a timetable the shares of its meetings are added.
    """
    case = Case(problem, policy, count(problem, postings, policy), timetable)
    return tuple(line for check in CHECKS for line in check(case))
