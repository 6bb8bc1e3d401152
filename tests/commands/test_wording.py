"""Results in lines: amounts are written in full."""

import pytest

from engine.commands.showing.wording import amount, audited
from engine.domain.results import AuditLine


@pytest.mark.parametrize(
    ("number", "written"),
    [(0, "0"), (57.0, "57"), (499.9, "499.9"), (4483940.0, "4,483,940"), (56.0495, "56.0495")],
)
def test_an_amount_is_written_in_full(number, written):
    """No exponent, thousands apart, no zeros behind the point."""
    assert amount(number) == written


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        (
            "zh",
            "[不足] P014 S1 一街道：用房应达到500平方米以上（§三）。应有 500 平方米，实有 499.9，缺 0.1",
        ),
        (
            "en",
            "[SHORT] P014 S1 一街道: 用房应达到500平方米以上 (§三). Required 500 平方米, found 499.9, missing 0.1",
        ),
    ],
)
def test_a_line_of_the_audit_says_what_is_asked_and_what_is_missing(lang, told):
    """Phrase, section, required, found and missing; an empty reading leaves nothing behind."""
    line = AuditLine(
        rule="P014",
        phrase="用房应达到500平方米以上",
        where="§三",
        organisation="S1 一街道",
        required=500.0,
        found=499.9,
        shortfall=0.1,
        unit="平方米",
        reading="",
        formula="",
        rows=(),
    )

    assert audited(line, lang) == told
