"""Cells of one row that must agree with each other."""

from engine.domain.settings import Settings
from engine.files.checks.whole import Whole
from engine.files.reading.rows import Row

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
                    expected=("经纬度都填，或都留空", "both latitude and longitude, or neither"),
                    fix=("补上另一个，或都清空。", "Give the other one, or clear both."),
                )


def check_least_is_not_above_most(whole: Whole) -> None:
    """Report a course, or the settings, whose least learners exceed the most."""
    for row in whole.rows("courses"):
        low, high = row.values.get("min_learners"), row.values.get("max_learners")
        if low is not None and high is not None and low > high:
            _fault_order(whole, "courses", row, ("max_learners", low))
    usual = Settings()
    for row in whole.rows("settings"):
        low = row.values.get("fewest_learners") or usual.fewest_learners
        high = row.values.get("most_learners") or usual.most_learners
        if low > high:
            key = "most_learners" if row.values.get("most_learners") else "fewest_learners"
            _fault_order(whole, "settings", row, (key, low))


def _fault_order(whole: Whole, name: str, row: Row, least: tuple[str, int]) -> None:
    key, low = least
    whole.fault(
        name,
        row,
        key,
        expected=(f"最多人数不小于最少人数 {low}", f"most learners not below the least, {low}"),
        fix=("改正最少或最多人数。", "Correct the least or the most."),
    )


def check_tables_that_need_rows(whole: Whole) -> None:
    """Report an empty table without which nothing can be planned."""
    for sheet in whole.sheets.values():
        if sheet.table.must_have_rows and not sheet.rows:
            whole.report.fault(
                sheet.raw.place(),
                "",
                expected=("至少一行", "at least one row"),
                fix=(f"填写“{sheet.table.zh}”。", f"Fill in the table {sheet.table.name}."),
            )
