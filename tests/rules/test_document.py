"""`docs/rules.md` is what the rule book says."""

from pathlib import Path

from engine.rules.book import PUBLISHED_RULES, RULE_BOOK
from engine.rules.document import PAGE, rules_markdown

ROOT = Path(__file__).resolve().parents[2]


def test_the_page_is_up_to_date():
    """The page in the repository is generated from the present rule book."""
    assert (ROOT / PAGE).read_text("utf-8") == rules_markdown()


def test_every_rule_has_its_entry_with_both_sentences():
    """Each rule stands on the page once, with its Chinese sentence, English one, and its terms."""
    page = rules_markdown()

    for rule in (*map(type, RULE_BOOK), *PUBLISHED_RULES):
        assert page.count(f" `{rule.name}`\n\n{rule.sentence_zh}\n") == 1
        assert rule.__doc__.strip().partition("\n")[0] in page
    assert "Terms: `Limit(teacher × weekday)`" in page
