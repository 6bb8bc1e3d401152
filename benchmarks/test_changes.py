"""Small changes to a timetable: a few sections placed anew, one incident repaired."""

import pytest

from engine import verbs
from engine.domain.incident import Away
from engine.repair.differences import applied, changed_sections
from engine.timetabling.exact.competitors import competitors
from engine.timetabling.exact.resolve import resolve
from engine.verification.verify import hard_breaches

pytestmark = [
    pytest.mark.benchmark(group="changes"),
    pytest.mark.parametrize("name", ["street", "gongshu"]),
]


@pytest.mark.parametrize("neighbours", [0, 20])
def test_resolve(benchmark, world, name, neighbours):
    """An unplaced section, alone or with those that hold what it wants."""
    here = world(name)
    wanted = {here.first_unplaced}
    free = wanted | competitors(here.problem, here.by_hand, wanted, neighbours)

    found = benchmark.pedantic(resolve, [here.problem, here.by_hand, free], rounds=2)

    before = verbs.score(here.problem, here.by_hand).levels["served"]
    after = verbs.score(here.problem, found.timetable).levels["served"]
    benchmark.extra_info |= {
        "free sections": len(free), "unserved before": before, "unserved after": after,
        "proved": found.proved,
    }  # fmt: skip
    assert after <= before
    assert hard_breaches(here.problem, found.timetable) == ()


def test_repair(benchmark, world, name):
    """A teacher with an ordinary load falls ill for four weeks."""
    here = world(name)
    ill = Away(
        kind="teacher_away", id=here.ordinary_teacher,
        from_date=here.problem.term.date_of(5, 1), to_date=here.problem.term.date_of(8, 7),
    )  # fmt: skip

    found = benchmark.pedantic(verbs.repair, [here.problem, here.by_hand, [ill]], rounds=2)

    struck = {row.section for row in here.by_hand.meetings if row.teacher == ill.id}
    benchmark.extra_info |= {
        "sections of the teacher": len(struck),
        "sections touched": len(changed_sections(found.operations)),
        "left open": len(found.open),
    }  # fmt: skip
    assert hard_breaches(found.problem, found.timetable) == ()
    assert applied(here.by_hand, found.operations) == found.timetable
