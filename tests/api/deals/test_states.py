"""The table of states: reachable, without dead ends, and moved on by the clock alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.deals.states import BEGINS, CLOCK, STEPS, ends, states, step
from api.refusals import Conflict

EVENTS = sorted({event for steps in STEPS.values() for _, event in steps})


@pytest.mark.parametrize("machine", STEPS)
def test_every_state_is_reached(machine):
    """From the beginning, some steps lead to each state."""
    reached, before = {BEGINS[machine]}, set()
    while reached != before:
        before = set(reached)
        reached |= {to for (at, _), to in STEPS[machine].items() if at in reached}

    assert reached == states(machine)


@pytest.mark.parametrize("machine", STEPS)
def test_the_clock_alone_leads_every_state_to_an_end(machine):
    """Whatever people do not do: no state waits for ever."""
    for state in states(machine):
        here, seen = state, set()
        while here not in ends(machine):
            assert here not in seen
            seen.add(here)
            [here] = [to for (at, event), to in STEPS[machine].items() if at == here
                      and event in CLOCK]  # fmt: skip


@given(st.sampled_from(sorted(STEPS)), st.lists(st.sampled_from(EVENTS), max_size=12))
def test_any_order_of_events_stays_inside_the_table(machine, events):
    """An event that does not fit is refused and changes nothing; an end is left by none."""
    state = BEGINS[machine]
    for event in events:
        try:
            after = step(machine, state, event)
        except Conflict:
            assert (state, event) not in STEPS[machine]
            continue
        assert state not in ends(machine)
        state = after
    assert state in states(machine)
