"""Who may import whom."""

import ast
import subprocess
import sys

import pytest
from importlinter.cli import lint_imports

from tests.house.tree import ROOT, imported, modules, name_of, tree_of

WITNESS = """
import importlib, pkgutil, sys

for name in ("ortools", "highspy", "numba", "networkx", "engine.timetabling", "engine.staffing"):
    sys.modules[name] = None
for room in ("policy", "domain", "rules", "verification"):
    package = importlib.import_module(f"engine.{room}")
    for found in pkgutil.walk_packages(package.__path__, f"engine.{room}."):
        importlib.import_module(found.name)
"""


def test_the_contracts_of_the_project_file_hold(capsys, monkeypatch):
    """Every import contract is kept."""
    monkeypatch.chdir(ROOT)

    code = lint_imports(no_cache=True)

    assert code == 0, capsys.readouterr().out


def test_the_witness_runs_where_no_solver_is_installed():
    """Every module of the witness can be imported while all solvers are blocked."""
    subprocess.run([sys.executable, "-c", WITNESS], cwd=ROOT, check=True)


def test_importing_engine_imports_nothing():
    """The package itself is a docstring and a version, else the witness would load the solver."""
    tree = ast.parse((ROOT / "engine" / "__init__.py").read_text("utf-8"))

    assert [type(each) for each in tree.body] == [ast.Expr, ast.Assign]
    assert ast.get_docstring(tree)


def test_what_runs_before_set_up_needs_only_the_standard_library():
    """`run.py` and `house/` run on a machine where nothing is installed."""
    known = sys.stdlib_module_names | {"house"}

    foreign = {
        f"{name_of(file)}: {name}"
        for file in [ROOT / "run.py", *modules("house")]
        for name in imported(tree_of(file))
        if name.partition(".")[0] not in known
    }

    assert foreign == set()


def clock_readings(tree: ast.AST) -> set[str]:
    """Name what reads the clock of the machine in a piece of code."""
    readings = {name for name in imported(tree) if name.partition(".")[0] == "time"}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in {"now", "utcnow", "today"}:
            readings.add(ast.unparse(node))
    return readings


def test_engine_reads_the_clock_only_where_it_enters():
    """The clock enters engine by the commands and through `stopping.py`, nowhere else."""
    doors = ("engine/commands/", "engine/timetabling/stopping.py")

    found = {
        name_of(file): readings
        for file in modules("engine")
        if not name_of(file).startswith(doors) and (readings := clock_readings(tree_of(file)))
    }

    assert found == {}


@pytest.mark.parametrize(
    "code",
    ["import time", "from time import monotonic", "x = datetime.now(UTC)", "x = date.today()"],
)
def test_a_reading_of_the_clock_is_seen(code):
    """The test above sees each way to read the clock."""
    assert clock_readings(ast.parse(code))
