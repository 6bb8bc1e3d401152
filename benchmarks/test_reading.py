"""How long a scenario takes to read and to write, in each of its forms."""

import pytest

from engine import verbs

pytestmark = pytest.mark.benchmark(group="read")
FORMS = {"csv": "", "workbook": ".xlsx", "json": ".json"}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", ["street", "gongshu"])
def test_read(benchmark, world, tmp_path, name, form):
    here = world(name)
    path = tmp_path / f"scenario{FORMS[form]}"
    verbs.write(here.problem, path)

    read = benchmark.pedantic(verbs.read, [path], rounds=3 if name == "street" else 1)

    benchmark.extra_info |= {
        "requests": len(read.requests), "teachers": len(read.teachers), "rooms": len(read.rooms),
    }  # fmt: skip
    assert read == here.problem
