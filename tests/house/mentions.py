"""Which functions and classes of the rule book a rule's law, or its terms, can come to use.

Reading names is coarser than following calls, and errs on the safe side: whatever a piece of
code so much as mentions, in its body or its annotations, counts as used.
"""

import ast
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

ROOT_OF = {"breaches": "law", "terms": "terms"}


@dataclass
class Mentions:
    """What every function and class mentions, by full name, and where the reading begins."""

    of: dict[str, set[str]] = field(default_factory=dict)
    roots: dict[str, set[str]] = field(default_factory=lambda: {"law": set(), "terms": set()})

    def reached_from(self, roots: Iterable[str]) -> set[str]:
        """Follow mentions until nothing new appears; the roots themselves are not counted."""
        reached: set[str] = set()
        ahead = {name for root in roots for name in self.of[root]}
        while ahead:
            reached |= ahead
            ahead = {name for near in ahead for name in self.of.get(near, ())} - reached
        return reached & self.of.keys()

    def shared(self) -> set[str]:
        """Name what both the law and the terms of some rule can come to use."""
        return self.reached_from(self.roots["law"]) & self.reached_from(self.roots["terms"])


def read(sources: Mapping[str, str]) -> Mentions:
    """Read the mentions in modules, given as source by full module name."""
    found = Mentions()
    for module, source in sources.items():
        tree = ast.parse(source)
        known = names_in(tree, module)
        for node in tree.body:
            if isinstance(node, ast.FunctionDef):
                found.of[f"{module}.{node.name}"] = mentioned(node, known)
            elif isinstance(node, ast.ClassDef):
                read_class(node, module, known, found)
    return found


def read_class(node: ast.ClassDef, module: str, known: Mapping[str, str], found: Mentions) -> None:
    """Read a class: a rule method by method, anything else as one."""
    own = f"{module}.{node.name}"
    methods = [each for each in node.body if isinstance(each, ast.FunctionDef)]
    if not ROOT_OF.keys() & {method.name for method in methods}:
        found.of[own] = mentioned(node, known)
        return
    local = dict(known) | {f"self.{method.name}": f"{own}.{method.name}" for method in methods}
    for method in methods:
        found.of[f"{own}.{method.name}"] = mentioned(method, local)
        if method.name in ROOT_OF and not is_abstract(method):
            found.roots[ROOT_OF[method.name]].add(f"{own}.{method.name}")


def is_abstract(method: ast.FunctionDef) -> bool:
    """Say whether a method only promises."""
    return any("abstractmethod" in ast.unparse(mark) for mark in method.decorator_list)


def names_in(tree: ast.Module, module: str) -> dict[str, str]:
    """Give the full name behind each name that a module imports or defines."""
    known = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            known |= {each.asname or each.name: f"{node.module}.{each.name}" for each in node.names}
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            known[node.name] = f"{module}.{node.name}"
    return known


def mentioned(code: ast.AST, known: Mapping[str, str]) -> set[str]:
    """Give the full names of what a piece of code mentions, attributes of modules included."""
    names = set()
    for node in ast.walk(code):
        if isinstance(node, ast.Name) and node.id in known:
            names.add(known[node.id])
        elif isinstance(node, ast.Attribute):
            path = ast.unparse(node)
            first, _, rest = path.partition(".")
            names.add(known.get(path) or f"{known.get(first, first)}.{rest}")
    return names
