"""A cluster that cannot be used is refused before anything is done."""

import pytest

from tests.commands.calling import STREET, paike

NOWHERE = "tcp://127.0.0.1:9"


@pytest.mark.parametrize(
    ("lang", "words"),
    [("zh", f"集群 {NOWHERE} 没有应答"), ("en", f"No cluster answers at {NOWHERE}")],
)
def test_a_cluster_that_is_not_there(tmp_path, lang, words):
    """It is said in either language, and nothing is written."""
    out = tmp_path / "out"
    answer = paike("solve", STREET, "--cluster", NOWHERE, "--out", out, "--lang", lang)
    assert answer.code == 2
    assert words in answer.err
    assert not out.exists()


def test_a_cluster_does_not_go_on_from_an_earlier_timetable(tmp_path):
    """Parts know no locks."""
    words = ("--cluster", NOWHERE, "--start", tmp_path, "--out", tmp_path / "out")
    answer = paike("solve", STREET, *words, "--lang", "en")
    assert answer.code == 2
    assert "does not go with --start" in answer.err
