"""The scenario sets, each world drawn from its seed, solved, and held against the best known."""

import pytest

from benchmarks.best import known
from benchmarks.running import solved
from engine import verbs
from engine.files.input_hash import input_hash
from scenarios.generator.sets import SETS, generate_set
from scenarios.generator.sets.sets import SEEDS

SECONDS = 10


@pytest.mark.benchmark(group="sets")
@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", [each.name for each in SETS])
def test_set(benchmark, tmp_path, capsys, name, seed):
    folder, out = tmp_path / "world", tmp_path / "results"
    generate_set(name, seed, folder)

    verdict = benchmark.pedantic(solved, [folder, out], {"seconds": SECONDS, "seed": 1}, rounds=1)

    problem, best = verbs.read(folder), known(name).get(seed)
    judged = verbs.verify(problem, verbs.read_published(out), input_hash=input_hash(problem))
    levels = tuple(each["value"] for each in verdict["levels"])
    bounds = tuple(each["bound"] for each in verdict["levels"])
    benchmark.extra_info |= {
        "budget s": SECONDS,
        "sections": verdict["sections"],
        "placed": verdict["placed"],
        "levels": told(levels),
        "bounds": told(bounds),
        "gap %": verdict["gap"],
        "best known": best and best.told,
        "against it": best and compared(levels, best.levels),
    }
    with capsys.disabled():
        print(f"\n{name} {seed}: ours {told(levels)}, gap {verdict['gap']} %; ", end="")
        print(f"best known {best.told}, gap {best.gap} %" if best else "nothing known yet")
    assert judged.lawful, judged.lines("en")[:20]
    assert tuple(judged.levels.values()) == levels
    assert all(bound <= value for bound, value in zip(bounds, levels, strict=True))


def told(values):
    return " / ".join(f"{value:,}" for value in values)


def compared(ours, best):
    """How ours stands to the best known, one level after the other."""
    return "better" if ours < best else "equal" if ours == best else "worse"
