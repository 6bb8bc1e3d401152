"""The rule pack: there is one of that name, and it takes the readings that are set."""

from engine.files.checks.whole import Whole
from engine.files.reading.report import Place
from engine.policy.pack import known_packs, read_pack, settable
from engine.policy.policy import load_policy
from engine.refusals import BadInput


def check_rule_pack(whole: Whole) -> None:
    """Report a pack there is none of, and readings that the pack does not know or take."""
    pack = whole.rule_pack
    if not pack:
        return
    if pack in known_packs():
        _check_readings(whole, pack)
        return
    names = "、".join(known_packs()), ", ".join(known_packs())
    whole.fault(
        "term",
        whole.rows("term")[0],
        "rule_pack",
        expected=(f"现有的政策规则包：{names[0]}", f"one of the rule packs: {names[1]}"),
        fix=("改成其中一个名称。", "Use one of these names."),
    )


def _check_readings(whole: Whole, pack: str) -> None:
    known = settable(read_pack(pack))
    for name, value in whole.readings:
        if name not in known:
            words = f"现有的读法或数字：{'、'.join(known)}", f"one of: {', '.join(known)}"
            _fault(whole, name, name, words)
            continue
        try:
            load_policy(pack, {name: value})
        except BadInput as wrong:
            _fault(whole, name, value, wrong.faults[0].expected)


def _fault(whole: Whole, name: str, found: str, expected: tuple[str, str]) -> None:
    term = whole.sheets["term"].place(whole.rows("term")[0], "rule_pack")
    whole.report.fault(
        Place(term.file, term.sheet, column=f"readings.{name}"),
        found,
        expected=expected,
        fix=("改正这一项，或删去它。", "Correct this reading, or leave it out."),
    )
