"""The area tree: district › street › community, without cycles, and the schools that stand in it."""

from collections.abc import Mapping
from typing import Any

from engine.files.checks.whole import Whole
from engine.files.reading.rows import Row
from engine.files.tables import table

PARENT_LEVEL = {"district": None, "street": "district", "community": "street"}
SCHOOL_LEVEL = {
    "district_college": "district",
    "street_branch": "street",
    "teaching_point": "community",
}


def check_area_tree(whole: Whole) -> None:
    """Report cycles, and parents of the wrong level."""
    parents = {
        row.values["code"]: row.values.get("parent")
        for row in whole.rows("areas")
        if row.values.get("code") is not None
    }
    levels = _levels(whole)
    cycles = _cycles(parents)
    for row in whole.rows("areas"):
        code = row.values.get("code")
        if code in cycles:
            _fault_cycle(whole, row, cycles[code])
        else:
            _check_parent(whole, row, levels)


def check_schools_stand_at_their_level(whole: Whole) -> None:
    """Report a school whose area is not of the level that its kind asks for."""
    levels = _levels(whole)
    for row in whole.rows("schools"):
        wanted = SCHOOL_LEVEL.get(row.values.get("kind", ""))
        found = levels.get(row.values.get("area"))
        if wanted and found and wanted != found:
            zh = _level_zh(wanted)
            whole.fault(
                "schools",
                row,
                "area",
                expected=(f"{zh}一级的区域", f"an area of level {wanted}"),
                fix=(
                    f"换成{zh}的代码，或改正机构的类型。",
                    f"Name a {wanted}, or correct the kind of the school.",
                ),
            )


def _levels(whole: Whole) -> Mapping[Any, str]:
    return {
        row.values["code"]: row.values["level"]
        for row in whole.rows("areas")
        if row.values.get("code") is not None and row.values.get("level") is not None
    }


def _level_zh(level: str) -> str:
    return table("areas").column("level").words[level]


def _cycles(parents: Mapping[Any, Any]) -> Mapping[Any, tuple[Any, ...]]:
    """The cycle that each area lies on; areas on none are absent."""
    found: dict[Any, tuple[Any, ...]] = {}
    done: set[Any] = set()
    for start in parents:
        path: dict[Any, None] = {}
        here = start
        while here in parents and here not in done and here not in path:
            path[here] = None
            here = parents[here]
        if here in path:
            steps = list(path)
            cycle = tuple(steps[steps.index(here) :])
            found |= dict.fromkeys(cycle, cycle)
        done |= path.keys()
    return found


def _fault_cycle(whole: Whole, row: Row, cycle: tuple[Any, ...]) -> None:
    way = " → ".join((*cycle[:5], "…") if len(cycle) > 5 else (*cycle, cycle[0]))
    whole.fault(
        "areas",
        row,
        "parent",
        expected=(f"不成环的上级（现在是 {way}）", f"parents without a cycle (now {way})"),
        fix=(
            "把其中一个的上级改成真正的上级。",
            "Give one of them its real parent.",
        ),
    )


def _check_parent(whole: Whole, row: Row, levels: Mapping[Any, str]) -> None:
    level, parent = row.values.get("level"), row.values.get("parent")
    if level is None or "parent" not in row.values:
        return
    wanted = PARENT_LEVEL[level]
    if wanted is None and parent is not None:
        expected = "空（区没有上级）", "nothing: a district has no parent"
        fix = "清空上级，或改正层级。", "Clear it, or correct the level."
    elif wanted is not None and (parent is None or levels.get(parent, wanted) != wanted):
        zh = _level_zh(wanted)
        expected = f"{zh}一级的上级", f"a parent of level {wanted}"
        fix = f"填{zh}的代码，或改正层级。", f"Name a {wanted}, or correct the level."
    else:
        return
    whole.fault("areas", row, "parent", expected=expected, fix=fix)
