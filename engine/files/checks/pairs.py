"""Cells of one row that must agree with each other."""

from engine.files.checks.whole import Whole

POINTED = ("venues", "teachers")


def check_points_are_whole(whole: Whole) -> None:
    """Report a latitude without longitude, or the other way round."""
    for name in POINTED:
        for row in whole.rows(name):
            given = [key for key in ("lat", "lon") if row.values.get(key) is not None]
            empty = [key for key in ("lat", "lon") if row.values.get(key, "") is None]
            if given and empty:
                whole.fault(
                    name,
                    row,
                    empty[0],
                    expected=("经纬度都填,或都留空", "both latitude and longitude, or neither"),
                    fix=("补上另一个,或都清空。", "Give the other one, or clear both."),
                )


def check_least_is_not_above_most(whole: Whole) -> None:
    """Report a course, or the settings, whose least learners exceed the most."""
    _check_order(whole, "courses", "min_learners", "max_learners")
    _check_order(whole, "settings", "fewest_learners", "most_learners")


def _check_order(whole: Whole, name: str, least: str, most: str) -> None:
    for row in whole.rows(name):
        low, high = row.values.get(least), row.values.get(most)
        if low is not None and high is not None and low > high:
            whole.fault(
                name,
                row,
                most,
                expected=(f"不小于最少人数 {low}", f"a number not below the least, {low}"),
                fix=("改正最少或最多人数。", "Correct the least or the most."),
            )


def check_tables_that_need_rows(whole: Whole) -> None:
    """Report an empty table without which nothing can be planned."""
    for sheet in whole.sheets.values():
        if sheet.table.must_have_rows and not sheet.raw.rows:
            whole.report.fault(
                sheet.raw.place(),
                "",
                expected=("至少一行", "at least one row"),
                fix=(f"填写“{sheet.table.zh}”。", f"Fill in the table {sheet.table.name}."),
            )
