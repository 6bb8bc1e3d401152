"""The listed operations turn the old timetable into the new one exactly."""

from hypothesis import given
from hypothesis import strategies as st

from engine.domain.timetable import ExceptionalWeeks, Meeting, Section, Timetable
from engine.domain.weeks import Weeks
from engine.repair.differences import applied, between, changed_sections, in_order


def section(name: str, learners: int) -> Section:
    """A section of one request."""
    return Section(
        id=name,
        requests=(f"R-{name}",),
        course="C",
        learners=learners,
        learners_by_request=(learners,),
    )


def row(name: str, period: str, teacher: str = "T1", room: str | None = "V1") -> Meeting:
    """The first meeting of a section."""
    return Meeting(
        section=name,
        meeting=1,
        period=period,
        weeks=Weeks("1-16"),
        teacher=teacher,
        room=room,
        mode="onsite" if room else "online",
    )


names = st.sampled_from(["S1", "S2", "S3", "S4"])
rows = st.builds(
    row,
    names,
    st.sampled_from(["P1", "P2"]),
    st.sampled_from(["T1", "T2"]),
    st.sampled_from(["V1", "V2", None]),
)


def otherwise(held: Meeting, weeks: str, kind: str) -> ExceptionalWeeks:
    """The same meeting in some weeks, otherwise."""
    fields = held.model_dump() | {"weeks": weeks, "kind": kind, "reason": "病假"}
    return ExceptionalWeeks.model_validate(fields)


exceptions = st.builds(
    otherwise,
    rows,
    st.sampled_from(["1-3", "4", "5-6"]),
    st.sampled_from(["held", "lost", "before"]),
)


@st.composite
def timetables(draw: st.DrawFn) -> Timetable:
    """Timetables of up to four sections, some of them placed."""
    sections = {name: section(name, draw(st.integers(1, 3))) for name in draw(st.sets(names))}
    meetings = {each.section: each for each in draw(st.lists(rows)) if each.section in sections}
    closed = {name: section(name, 2) for name in draw(st.sets(names)) - sections.keys()}
    otherwise = {(each.section, each.weeks): each for each in draw(st.lists(exceptions))}
    return in_order(
        sections.values(),
        meetings.values(),
        exceptions=otherwise.values(),
        closed=closed.values(),
    )


@given(timetables(), timetables())
def test_operations_turn_old_into_new(old: Timetable, new: Timetable) -> None:
    """Applying what was listed gives the new timetable, whatever the two are."""
    assert applied(old, between(old, new)) == new


def test_each_kind_of_change_is_told_by_its_name() -> None:
    """A section that moves and changes its room gives two operations, others none."""
    sections = [section("S1", 10), section("S2", 10)]
    old = in_order(sections, [row("S1", "P1"), row("S2", "P1", "T2", "V2")])
    new = in_order(sections, [row("S1", "P2", room="V3"), row("S2", "P1", "T2", "V2")])

    steps = between(old, new)

    assert [(step.kind, step.section) for step in steps] == [
        ("moved", "S1"),
        ("room changed", "S1"),
    ]
    assert changed_sections(steps) == {"S1"}


def test_equal_timetables_differ_in_nothing() -> None:
    """No operation for a timetable held against itself."""
    same = in_order([section("S1", 10)], [row("S1", "P1")])

    assert between(same, same) == ()


def test_each_kind_of_exception_is_told_by_its_name() -> None:
    """Held otherwise, given up, not begun; lifted; and a section that ended."""
    first = row("S1", "P1")
    old = in_order([section("S1", 10)], [first], exceptions=[otherwise(first, "4", "held")])
    new = in_order(
        [section("S1", 10)],
        [first],
        exceptions=[
            otherwise(first, "1-3", "before"),
            otherwise(first, "4", "lost"),
            otherwise(row("S9", "P2"), "5-6", "held"),
        ],
        closed=[section("S9", 10)],
    )

    assert [(step.kind, step.section) for step in between(old, new)] == [
        ("exception lifted", "S1"),
        ("given up", "S1"),
        ("not begun", "S1"),
        ("ended", "S9"),
        ("held otherwise", "S9"),
    ]
