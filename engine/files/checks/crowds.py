"""How many classes the requests come to: a slip of the pen must not fill the memory."""

from engine.domain.settings import Settings
from engine.files.checks.whole import Whole
from engine.files.reading.rows import Row

MOST_CLASSES_A_REQUEST = 1_000
MOST_CLASSES = 100_000


def check_classes_are_not_countless(whole: Whole) -> None:
    """Report a request that only so many classes could hold, and too many classes in all."""
    sizes = _sizes(whole)
    total = 0
    for row in whole.rows("requests"):
        learners, size = row.values.get("learners"), sizes.get(row.values.get("course", ""))
        classes = -(-learners // size) if learners and size else 0
        total += classes
        if classes > MOST_CLASSES_A_REQUEST:
            most = MOST_CLASSES_A_REQUEST * (size or 1)
            _fault(
                whole, row, (f"不超过 {most} 人，每班 {size} 人", f"at most {most}, {size} a class")
            )
    if total > MOST_CLASSES:
        whole.report.fault(
            whole.sheets["requests"].raw.place(),
            str(total),
            expected=(
                f"合起来不超过 {MOST_CLASSES} 个班",
                f"requests of at most {MOST_CLASSES} classes in all",
            ),
            fix=("检查人数，或拆成几个场景。", "Check the learners, or split the scenario."),
        )


def _sizes(whole: Whole) -> dict[str, int]:
    """The most learners that one class of each course can hold."""
    settings = whole.rows("settings")
    usual = settings[0].values.get("most_learners") if settings else None
    seats = max(
        (seats for row in whole.rows("rooms") if (seats := row.values.get("seats"))), default=0
    )
    found = {}
    for row in whole.rows("courses"):
        most = row.values.get("max_learners") or usual or Settings().most_learners
        roomless = "online" in row.values.get("modes", ()) or not seats
        found[row.values.get("id", "")] = most if roomless else min(most, seats)
    return found


def _fault(whole: Whole, row: Row, expected: tuple[str, str]) -> None:
    whole.fault(
        "requests",
        row,
        "learners",
        expected=expected,
        fix=(
            "检查人数，以及课程的最多人数和教室的座位。",
            "Check the learners, the course's most learners and the seats of the rooms.",
        ),
    )
