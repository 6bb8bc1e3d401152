"""Every check of a whole scenario, in the order a reader would make them."""

from collections.abc import Callable

from engine.files.checks import area_tree, calendar, crowds, days, identity, pairs, rule_pack
from engine.files.checks.whole import Whole

CHECKS: tuple[Callable[[Whole], None], ...] = (
    pairs.check_tables_that_need_rows,
    identity.check_ids_are_unique,
    identity.check_references_lead_somewhere,
    area_tree.check_area_tree,
    area_tree.check_schools_stand_at_their_level,
    days.check_term_starts_on_monday,
    rule_pack.check_rule_pack,
    days.check_periods,
    calendar.check_calendar,
    days.check_weeks_lie_in_the_term,
    days.check_absences_end_after_they_begin,
    pairs.check_points_are_whole,
    pairs.check_least_is_not_above_most,
    crowds.check_classes_are_not_countless,
)
