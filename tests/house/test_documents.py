"""What the documents say is what the program does."""

import re
import shlex

import pytest
import typer

import run
from engine import __version__
from engine.commands.app import app
from engine.rules.book import RULE_BOOK
from engine.rules.document import rules_markdown
from tests.house.tree import ROOT, name_of, tracked

CLI = typer.main.get_command(app)
FENCE = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
TYPED = ("", "sh", "bash", "console", "text")
ADR = re.compile(r"(\d{4})-[a-z0-9-]+\.md")
SECTIONS = ["Context", "Decision", "Consequences", "Alternatives", "References"]


def documents():
    """Give the documents that tell people what to type."""
    return [file for file in tracked() if file.suffix == ".md"]


def typed():
    """Give every command line for paike or run.py that a document shows, with its place."""
    for file in documents():
        blocks = FENCE.findall(file.read_text("utf-8"))
        for block in (block for language, block in blocks if language in TYPED):
            for line in block.replace("\\\n", " ").splitlines():
                words = shlex.split(line.removeprefix("$ "), comments=True)
                if words[:2] in (["python3", "run.py"], ["py", "run.py"]):
                    yield name_of(file), words[2:]
                elif words[:1] == ["paike"]:
                    yield name_of(file), words


def complaint(words):
    """Say what is wrong with a command line after `run.py`; nothing if it would be accepted."""
    if not words or words[0] not in run.COMMANDS:
        return f"run.py has no {words[:1]}"
    if words[0] == "demo":
        words = ["paike", "solve", *words[1:]]
    if words[0] != "paike" or words[1:2] in ([], ["--help"]):
        return None
    if words[1] not in CLI.commands:
        return f"paike has no {words[1]}"
    known = {name for each in CLI.commands[words[1]].params for name in each.opts} | {"--help"}
    strange = {word.partition("=")[0] for word in words[2:] if word.startswith("--")} - known
    return f"paike {words[1]} has no {sorted(strange)}" if strange else None


def test_every_command_line_in_the_documents_exists():
    """Whoever types what a document shows is not refused for the words."""
    lines = list(typed())

    assert [(place, found) for place, words in lines if (found := complaint(words))] == []
    assert {"README.md", "README.zh-CN.md"} <= {place for place, _ in lines}


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        (["demo", "--seconds", "20"], False),
        (["paike", "solve", "x", "--seed=3"], False),
        (["walk"], True),
        (["paike", "dance"], True),
        (["paike", "solve", "x", "--speed", "3"], True),
    ],
)
def test_a_wrong_command_line_is_seen(words, wrong):
    """The test above knows right from wrong."""
    assert (complaint(words) is not None) == wrong


@pytest.mark.parametrize("pages", ["docs/howto/*.md", "docs/guide.zh-CN.md"])
def test_every_command_and_option_is_told_in_both_languages(pages):
    """Whoever reads only English, or only Chinese, finds all there is."""
    told = "".join(page.read_text("utf-8") for page in ROOT.glob(pages))
    options = {
        name for each in CLI.commands.values() for option in each.params for name in option.opts
    }

    assert [name for name in CLI.commands if not re.search(rf"\b{name}\b", told)] == []
    assert [name for name in sorted(options) if name.startswith("--") and name not in told] == []


@pytest.mark.parametrize("name", sorted(CLI.commands))
def test_every_command_explains_itself_and_speaks_json(name):
    """A command has help for itself and each of its options, and --json."""
    command = CLI.commands[name]

    assert command.help
    assert [each.name for each in command.params if not getattr(each, "help", None)] == []
    assert "--json" in {option for each in command.params for option in each.opts}


def test_every_rule_has_its_sentences_in_both_languages():
    """A rule says what it asks for and what a breach is, once in Chinese and once in English."""
    for rule in RULE_BOOK:
        english = type(rule).__doc__ or ""
        assert re.search(r"\w.*\.", english), rule.name
        assert re.search("[\u4e00-\u9fff].*。", rule.sentence_zh), rule.name
        assert re.search("[\u4e00-\u9fff].*。", rule.says_zh), rule.name
        assert re.search(r"\w.*\.$", rule.says_en), rule.name
        assert gaps(rule.says_zh) == gaps(rule.says_en), rule.name


def gaps(sentence):
    """Give the names that a sentence leaves open; `_zh` marks words in the sentence's language."""
    return {name.removesuffix("_zh") for name in re.findall(r"\{(\w+)", sentence)}


def test_rules_have_names_of_their_own():
    """A rule is found by its name."""
    names = [rule.name for rule in RULE_BOOK]

    assert len(names) == len(set(names))
    assert [name for name in names if not re.fullmatch("[a-z]+(_[a-z]+)*", name)] == []


def test_the_page_of_rules_is_the_rule_book():
    """`docs/rules.md` is made by `python -m engine.rules.document`, and was made again."""
    assert (ROOT / "docs" / "rules.md").read_text("utf-8") == rules_markdown()


def test_decisions_are_numbered_and_whole():
    """Records count from 0001 without a gap, say their number and day, and have five parts."""
    records = sorted((ROOT / "docs" / "adr").glob("[0-9]*.md"))

    numbers = [int(ADR.fullmatch(record.name)[1]) for record in records]

    assert numbers == list(range(1, len(records) + 1))
    for record in records:
        text = record.read_text("utf-8")
        parts = re.findall(r"^## (.+)$", text, re.MULTILINE)
        assert parts == SECTIONS, record.name
        head = rf"# {record.name[:4]}: .+\n\nDate: \d{{4}}-\d\d-\d\d\n\n## "
        assert re.match(head, text), record.name


def test_links_between_documents_lead_somewhere():
    """A link to a file of the repository finds it."""
    links = re.compile(r"\]\((?!\w+:|#)([^)#\s]+)")

    broken = [
        (name_of(file), link)
        for file in documents()
        for link in links.findall(file.read_text("utf-8"))
        if not (file.parent / link).exists()
    ]

    assert broken == []


def test_the_readme_is_one_screen():
    """What is longer belongs in docs/."""
    for name in ("README.md", "README.zh-CN.md"):
        assert len((ROOT / name).read_text("utf-8").splitlines()) <= 100, name


def test_the_changelog_knows_this_version():
    """A version that is announced is told about."""
    version = __version__

    assert re.search(
        rf"^## \[?(Unreleased|{re.escape(version)})\b",
        (ROOT / "CHANGELOG.md").read_text("utf-8"),
        re.MULTILINE,
    )
