"""The third lock: a rule's law and its terms share no helper, so no mistake can hide in both."""

import textwrap

import pytest

from engine.rules.book import PUBLISHED_RULES, RULE_BOOK
from engine.rules.rule import GOALS
from tests.house.mentions import read
from tests.house.tree import modules, name_of

# what a rule *is*, not how it reckons: every law makes breaches, every rule has a base
ALLOWED = {"engine.rules.rule.Breach", "engine.rules.rule.Rule"}


def rule_book_sources():
    """Give the source of every module of the rule book by its full name."""
    return {
        name_of(file).removesuffix(".py").replace("/", ".").removesuffix(".__init__"): (
            file.read_text("utf-8")
        )
        for file in modules("engine")
        if name_of(file).startswith("engine/rules/")
    }


def test_no_helper_serves_both_the_law_and_the_terms():
    """Nothing in the rule book can be reached from a law and from terms."""
    assert read(rule_book_sources()).shared() - ALLOWED == set()


def test_every_rule_is_read_from_both_ends():
    """The reading finds the law of every rule in the book, and the terms of those that have any."""
    roots = read(rule_book_sources()).roots

    for end, found in (("breaches", roots["law"]), ("terms", roots["terms"])):
        kinds = (*map(type, RULE_BOOK), *PUBLISHED_RULES)
        written = [getattr(kind, end) for kind in kinds]
        names = {f"{each.__module__}.{each.__qualname__}" for each in written}
        assert names - {"engine.rules.rule.Rule.terms"} == found - {"engine.rules.rule.Rule.terms"}


RULE = """
    from engine.rules.far import far, Scale
    from engine.rules import near

    def own(x): return far(x)

    class Fits(Rule):
        def breaches(self, timetable, problem):
            {law}
        def terms(self, axes):
            {terms}
        def half(self, x): return x / 2
"""
FAR = """
    def far(x): return deeper(x)
    def deeper(x): return x
    class Scale: pass
"""


@pytest.mark.parametrize(
    ("law", "terms", "shared"),
    [
        ("yield far(1)", "yield 1", set()),
        ("yield far(1)", "yield far(2)", {"far.far", "far.deeper"}),
        ("yield far(1)", "yield own(2)", {"far.far", "far.deeper"}),
        ("yield self.half(1)", "yield self.half(2)", {"fits.Fits.half"}),
        ("yield near.by(1)", "yield near.by(2)", {"near.by"}),
        ("yield Scale()", "x: Scale = axes", {"far.Scale"}),
    ],
    ids=["apart", "direct", "through another", "own method", "by module", "a class"],
)
def test_a_shared_helper_is_seen(law, terms, shared):
    """Each way to share a helper is found, and nothing else."""
    sources = {
        "engine.rules.fits": RULE.format(law=law, terms=terms),
        "engine.rules.far": FAR,
        "engine.rules.near": "\n    def by(x): return x\n",
    }

    found = read({name: textwrap.dedent(source) for name, source in sources.items()}).shared()

    assert {name.removeprefix("engine.rules.") for name in found} == shared


def test_the_search_knows_no_rule_by_its_name():
    """Whatever it does, it does by terms: a name of a rule stands nowhere but for the goals' own."""
    names = {rule.name for rule in (*RULE_BOOK, *PUBLISHED_RULES)} - set(GOALS)
    searched = [
        file for file in modules("engine") if name_of(file).startswith("engine/timetabling/")
    ]

    found = {
        (name_of(file), name)
        for file in searched
        for name in names
        if name in file.read_text("utf-8") or name in file.stem
    }

    assert len(searched) > 50
    assert found == set()
