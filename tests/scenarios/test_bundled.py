"""The bundled worlds: the committed bytes, the promised sizes, everything named and labelled."""

import itertools
import tomllib

import pytest

from scenarios.generator import generate, generate_named, sources
from scenarios.generator.writing import COLUMNS
from tests.scenarios.reading import SCENARIOS, bytes_in, table, words

WORLDS = ["gongshu", "street"]


@pytest.fixture(params=WORLDS)
def folder(request):
    """Give the committed folder of each bundled world in turn."""
    return SCENARIOS / request.param


@pytest.mark.parametrize("name", WORLDS)
def test_the_generator_gives_the_committed_bytes(name, tmp_path):
    """The folder in the repository is what its name and seed make."""
    generate_named(name, tmp_path)

    assert bytes_in(tmp_path) == bytes_in(SCENARIOS / name)


def test_another_seed_is_another_world_on_the_same_ground(tmp_path):
    """The seed changes the people and leaves the geography."""
    for seed in (1, 2):
        generate("street", seed, tmp_path / str(seed))
    one, two = bytes_in(tmp_path / "1"), bytes_in(tmp_path / "2")

    assert one["areas.csv"] == two["areas.csv"]
    assert one["periods.csv"] == two["periods.csv"]
    assert one["teachers.csv"] != two["teachers.csv"]
    assert one["requests.csv"] != two["requests.csv"]


def test_gongshu_has_its_promised_size():
    """1,300 teachers, 900 rooms, 35 periods, and the tree of the policy."""
    rows = {name: table(SCENARIOS / "gongshu", name) for name in COLUMNS}
    kinds = [row["kind"] for row in rows["schools"]]

    assert [len(rows[name]) for name in ("teachers", "periods", "areas")] == [1_300, 35, 197]
    assert 880 <= len(rows["rooms"]) <= 920
    assert 380 <= len(rows["venues"]) <= 480
    assert 3_500 <= len(rows["requests"]) <= 4_300
    assert [kinds.count(kind) for kind in ("district_college", "street_branch")] == [1, 18]
    assert kinds.count("teaching_point") == 174


def test_every_column_is_there_and_in_order(folder):
    """The columns of the files' contract stand first, those added come after."""
    for name, columns in COLUMNS.items():
        text = (folder / f"{name}.csv").read_bytes()
        header = text.decode("utf-8-sig").splitlines()[0].split(",")

        assert text.startswith(b"\xef\xbb\xbf")
        assert b"\r" not in text
        assert header[: len(columns.split(","))] == columns.split(",")


REFERENCES = {
    "areas": {"parent": "areas"},
    "schools": {"area": "areas"},
    "calendar": {"area": "areas", "venue": "venues"},
    "venues": {"area": "areas"},
    "rooms": {"venue": "venues", "open_periods": "periods", "club_periods": "periods"},
    "teachers": {"area": "areas", "available_periods": "periods", "school": "schools"},
    "requests": {
        "area": "areas",
        "course": "courses",
        "allowed_periods": "periods",
        "preferred_periods": "periods",
    },
    "budgets": {"area": "areas"},
}


def test_every_reference_leads_somewhere(folder):
    """No row names an area, period, venue, course or school that is not there."""
    known = {name: {_key(row) for row in table(folder, name)} for name in COLUMNS}

    for name, columns in REFERENCES.items():
        for column, target in columns.items():
            named = {word for row in table(folder, name) for word in words(row[column])}
            assert named <= known[target], (name, column)
    for row in table(folder, "unavailable"):
        assert row["id"] in known[f"{row['kind']}s"]


def _key(row):
    return row.get("code") or row.get("id")


@pytest.mark.parametrize("name", [name for name in COLUMNS if "id" in COLUMNS[name].split(",")])
def test_ids_are_unique(folder, name):
    """No id stands twice in a table."""
    ids = [
        (row.get("kind") if name == "unavailable" else "", row["id"]) for row in table(folder, name)
    ]

    assert len(set(ids)) == len(ids)


def test_every_row_says_where_it_comes_from(folder):
    """Each row is real, an estimate or synthetic; whatever is invented says so in its name too."""
    for name in COLUMNS:
        origins = {row["origin"] for row in table(folder, name)}
        assert origins <= {"real", "estimate", "synthetic"}
    people = table(folder, "teachers")
    assert all(row["origin"] == "synthetic" and row["name"].startswith("教师") for row in people)
    invented = [row for row in table(folder, "venues") if row["origin"] == "synthetic"]
    assert all(row["name"].endswith("·虚拟") for row in invented)
    assert all(row["name"].endswith("·虚拟") for row in table(folder, "rooms"))


def test_estimates_are_flagged(folder):
    """Only the census figures of the district and of 祥符街道 are no estimates."""
    published = {
        row["name"] for row in table(folder, "areas") if row["residents_is_estimate"] == "no"
    }
    present = {row["name"] for row in table(folder, "areas")}

    assert published == {"拱墅区", "祥符街道"} & present
    assert all(row["point_is_estimate"] == "yes" for row in table(folder, "areas"))
    assert all(row["seniors_is_estimate"] == "yes" for row in table(folder, "areas"))


def test_courses_and_public_venues_are_the_published_ones():
    """Names, categories and sources of real rows are those of the source files."""
    folder = SCENARIOS / "gongshu"
    courses = {
        (row["name"], row["policy_category"], row["source"]) for row in sources.table("courses")
    }
    venues = {(row["name"], row["source"]) for row in sources.table("venues_public")}
    real = [row for row in table(folder, "venues") if row["origin"] == "real"]

    assert {(r["name"], r["category"], r["source"]) for r in table(folder, "courses")} <= courses
    assert {(row["name"], row["source"]) for row in real} == venues


def test_periods_of_a_day_do_not_overlap(folder):
    """Seven days of five periods of 90 minutes, one after the other."""
    rows = sorted(table(folder, "periods"), key=lambda row: (row["weekday"], row["start"]))

    assert len(rows) == 35
    for one, two in itertools.pairwise(rows):
        assert one["start"] < one["end"]
        assert one["weekday"] != two["weekday"] or one["end"] <= two["start"]


def test_audiences_have_their_hours(folder):
    """Seniors come on weekday daytimes, children after 16:00 or at weekends."""
    periods = {row["id"]: row for row in table(folder, "periods")}
    allowed = {"老年": set(), "青少年": set(), "在职": set()}
    for row in table(folder, "requests"):
        allowed.get(row["audience"], set()).update(words(row["allowed_periods"]))

    assert all(
        int(periods[each]["weekday"]) <= 5 and periods[each]["end"] <= "17:30"
        for each in allowed["老年"]
    )
    assert all(
        int(periods[each]["weekday"]) >= 6 or periods[each]["start"] >= "16:00"
        for each in allowed["青少年"]
    )
    assert ("19:00", "20:30") in {
        (periods[each]["start"], periods[each]["end"]) for each in allowed["在职"]
    }


def test_requests_ask_for_what_their_course_offers(folder):
    """A request's audience is one of its course's, its preferences lie among its allowed periods."""
    courses = {row["id"]: row for row in table(folder, "courses")}

    for row in table(folder, "requests"):
        assert row["audience"] in words(courses[row["course"]]["audience"])
        assert set(words(row["preferred_periods"])) <= set(words(row["allowed_periods"]))
        assert words(row["allowed_periods"])
        assert 800 <= int(row["max_walk_m"]) <= 2_000


def test_every_skill_asked_for_is_taught(folder):
    """Scarce is not absent: somebody in the register has each skill at the level of each course."""
    best = {}
    for row in table(folder, "teachers"):
        for word in words(row["skills"]):
            skill, level = word.split(":")
            best[skill] = max(best.get(skill, 0), int(level))
    asked = {row["course"] for row in table(folder, "requests")}
    courses = [row for row in table(folder, "courses") if row["id"] in asked]

    assert [row["name"] for row in courses if best.get(row["skill"], 0) < int(row["level"])] == []


def test_the_policy_edges_are_planted():
    """One branch at 499.9 and one at 500 m², one street at 3.99 and one at 4.00 yuan a head."""
    folder = SCENARIOS / "gongshu"
    floors = {
        float(r["floor_m2"]) for r in table(folder, "schools") if r["kind"] == "street_branch"
    }
    residents = {row["code"]: int(row["residents"]) for row in table(folder, "areas")}
    heads = {
        round(money / residents[area], 2)
        for area, money in _money(table(folder, "budgets"), "2026").items()
    }

    assert {499.9, 500.0} <= floors
    assert {3.99, 4.0} <= heads


def _money(rows, year):
    sums = {}
    for row in rows:
        if row["year"] == year:
            sums[row["area"]] = sums.get(row["area"], 0) + float(row["amount"])
    return sums


def test_scenario_toml_says_what_the_folder_is(folder):
    """Name, term and rule pack stand in the file; the term starts on a Monday."""
    facts = tomllib.loads((folder / "scenario.toml").read_text(encoding="utf-8"))

    assert facts["name"] == folder.name
    assert facts["term_start"].isoweekday() == 1
    assert facts["weeks"] == 16
    assert facts["rule_pack"] == "gongshu_2023_16"
    assert "synthetic" in facts["origin"]
