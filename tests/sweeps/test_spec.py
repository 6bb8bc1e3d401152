"""`sweep.yaml`: what is read, and what is refused with line and key."""

import pytest

from engine.domain.change import ScaleDemand
from engine.refusals import BadInput
from engine.sweeps.spec import WrittenSweep, read_sweep

GOOD = """\
name: more-demand
title: 需求增加
rounds: 5
seeds: [1, 2]
cases:
  - name: as it is
  - name: ten percent more
    changes:
      - kind: scale_demand
        percent: 10
      - {kind: read_policy, name: volunteer_managers, value: no}
"""


def fault_of(text):
    """The only fault of a refused text."""
    with pytest.raises(BadInput) as refused:
        WrittenSweep(text, "sweep.yaml")
    (fault,) = refused.value.faults
    return fault


def test_a_sweep_is_read(tmp_path):
    """Cases, seeds and typed changes; a BOM does no harm."""
    path = tmp_path / "sweep.yaml"
    path.write_text(GOOD, encoding="utf-8-sig")

    sweep = read_sweep(path).sweep

    assert (sweep.name, sweep.seeds, sweep.rounds) == ("more-demand", (1, 2), 5)
    assert sweep.cases[0].changes == ()
    assert sweep.cases[1].changes[0] == ScaleDemand(kind="scale_demand", percent=10)
    assert sweep.cases[1].changes[1].value == "no"


def test_a_code_needs_no_quotes():
    """An area's code looks like a number to YAML and is text all the same."""
    text = GOOD.replace("percent: 10", "percent: 10\n        area: 330105005")

    assert WrittenSweep(text, "sweep.yaml").sweep.cases[1].changes[0].area == "330105005"


@pytest.mark.parametrize(
    ("old", "new", "line", "key"),
    [
        ("percent: 10", "percent: many", 10, "cases.1.changes.0.scale_demand.percent"),
        ("percent: 10", "percent: -101", 10, "cases.1.changes.0.scale_demand.percent"),
        ("percent: 10", "percent: .nan", 10, "cases.1.changes.0.scale_demand.percent"),
        ("        percent: 10\n", "", 9, "cases.1.changes.0.scale_demand.percent"),
        ("scale_demand", "shrink", 9, "cases.1.changes.0"),
        (
            "percent: 10",
            "percent: 10\n        where: D1",
            11,
            "cases.1.changes.0.scale_demand.where",
        ),
        ("rounds: 5", "rounds: 0", 3, "rounds"),
        ("seeds: [1, 2]", "seeds: []", 4, "seeds"),
        ("seeds: [1, 2]", "seeds: [1, 1]", 1, ""),
        ("ten percent more", "as it is", 1, ""),
        ("title: 需求增加", "colour: red", 2, "colour"),
        ("title: 需求增加", "name: again", 2, "name"),
        ("seeds: [1, 2]", "seeds: [1, 2", 5, ""),
    ],
    ids=str,
)
def test_a_fault_is_named_by_line_and_key(old, new, line, key):
    """Each planted fault is refused where it stands."""
    fault = fault_of(GOOD.replace(old, new, 1))

    assert (fault.file, fault.row, fault.column) == ("sweep.yaml", line, key)


@pytest.mark.parametrize("name", ["2026-13-45", "010", "1.10", "1:30", "0x1F", "1_000"])
def test_a_name_stays_as_it_is_written(name):
    """No date that there is not, no octal, no sum of minutes."""
    sweep = WrittenSweep(GOOD.replace("ten percent more", name, 1), "sweep.yaml").sweep

    assert name in [case.name for case in sweep.cases]


def test_references_inside_yaml_are_refused():
    """An alias could multiply a small file without end."""
    fault = fault_of("name: &a x\ntitle: *a\n")

    assert fault.found == "*"


def test_what_is_no_mapping_is_refused():
    """A list, a word, or nothing at all."""
    for text in ("- a\n", "hello\n", ""):
        assert fault_of(text).file == "sweep.yaml"


def test_a_tag_makes_no_object():
    """Only plain data is read."""
    with pytest.raises(BadInput):
        WrittenSweep("name: !!python/object/apply:os.getcwd []\n", "sweep.yaml")


def test_a_file_that_cannot_be_read_is_refused(tmp_path):
    """No such file, and one that is not UTF-8."""
    wrong = tmp_path / "wrong.yaml"
    wrong.write_bytes(b"\xff\xfe\xfa")
    for path, zh, en in (
        (tmp_path / "absent.yaml", "没有这个文件或文件夹", "No such file or directory"),
        (wrong, "can't decode byte 0xff", "can't decode byte 0xff"),
    ):
        with pytest.raises(BadInput) as refused:
            read_sweep(path)
        for lang, says in (("zh", zh), ("en", en)):
            assert says in refused.value.lines(lang)[1]


def test_every_fault_is_told_at_once():
    """Two faults, two lines."""
    with pytest.raises(BadInput) as refused:
        WrittenSweep(GOOD.replace("rounds: 5", "rounds: 0").replace("10", "many"), "sweep.yaml")

    assert len(refused.value.faults) == 2
