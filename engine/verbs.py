"""The public face of the engine: one pure verb a step, each a function of the house.

read, write, convert, template   scenarios in every format          (engine.files)
mark                             a refused workbook given back, its faults red
check, pool, post, solve         from registers to a timetable
plan                             the whole chain in one call        (engine.plan)
verify, score                    the independent witness            (engine.verification)
explain, audit                   unserved demand, idle supply, policy
match                            offers for one request        (engine.matching)
repair, sweep                    after the fact, and what if
"""

from engine.explanation.explain import explain
from engine.explanation.readiness import check
from engine.files.formats import convert, read_scenario_with_remarks, write_scenario
from engine.files.formats import read_scenario as read
from engine.files.marking.mark import write_marked as mark
from engine.files.results import read_published
from engine.files.template import write_template as template
from engine.matching.match import match
from engine.plan import plan
from engine.policy.audit import audit
from engine.pooling.pool import pool
from engine.repair.repair import repair
from engine.staffing.post import post
from engine.sweeps.sweep import sweep
from engine.timetabling.solve import solve
from engine.verification.score import score
from engine.verification.verify import verify

write = write_scenario

__all__ = [
    "audit",
    "check",
    "convert",
    "explain",
    "mark",
    "match",
    "plan",
    "pool",
    "post",
    "read",
    "read_published",
    "read_scenario_with_remarks",
    "repair",
    "score",
    "solve",
    "sweep",
    "template",
    "verify",
    "write",
]
