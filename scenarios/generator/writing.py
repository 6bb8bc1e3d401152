"""Writing a scenario folder: one CSV a table and `scenario.toml`, always the same bytes."""

import csv
import io
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

Row = Mapping[str, object]
Tables = Mapping[str, list[Row]]

COLUMNS: Final = {
    "areas": "code,name,level,parent,residents,residents_source,seniors,lat,lon,point_is_estimate",
    "schools": "id,name,kind,area,floor_m2",
    "periods": "id,weekday,start,end",
    "calendar": "date,kind,follows_weekday,replaces_date,name,area,venue,confirmed",
    "venues": "id,name,owner_kind,tier,area,lat,lon,free,confirmed_on,campus,liaison,separate_entrance",
    "rooms": "id,venue,name,seats,floor_m2,facilities,open_periods,club_periods",
    "teachers": "id,name,tier,serves,area,lat,lon,employment,skills,audiences,available_periods,"
    "max_weekly_meetings,max_daily_meetings,max_distance_m,fee,manager,school",
    "unavailable": "kind,id,from_date,to_date,reason",
    "courses": "id,name,category,skill,level,audience,modes,facilities,minutes,meetings_per_week,"
    "weeks_allowed,min_learners,max_learners,same_teacher,same_room,price,status",
    "requests": "id,area,course,learners,priority,audience,allowed_periods,preferred_periods,"
    "max_walk_m,group",
    "budgets": "area,year,source,amount",
    "locks": "section,what",
}
ORDER: Final = {
    "calendar": ("date", "kind", "area", "venue"),
    "unavailable": ("kind", "id", "from_date"),
}


def write_scenario(
    out: Path,
    facts: Mapping[str, object],
    tables: Tables,
    settings: Mapping[str, object],
    *,
    readings: Mapping[str, object] | None = None,
) -> None:
    """Write the folder: UTF-8 with BOM, lines ended by a single line feed, rows by their key."""
    out.mkdir(parents=True, exist_ok=True)
    for name, columns in COLUMNS.items():
        text = table_text(name, columns.split(","), tables.get(name, []))
        (out / f"{name}.csv").write_bytes(text.encode("utf-8-sig"))
    (out / "scenario.toml").write_bytes(toml_text(facts, settings, readings or {}).encode())


def table_text(name: str, columns: list[str], rows: list[Row]) -> str:
    """One table as CSV text: the fixed columns first, then the columns added by the generator."""
    added = [column for column in (rows[0] if rows else {}) if column not in columns]
    key = ORDER.get(name, (columns[0], columns[1]))
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns + added)
    for row in sorted(rows, key=lambda row: tuple(str(row[column]) for column in key)):
        writer.writerow(cell(row[column]) for column in columns + added)
    return text.getvalue()


def cell(value: object) -> str:
    """A value as the files hold it: yes/no, no trailing `.0`, empty for none."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return repr(value).removesuffix(".0")
    return str(value)


def toml_text(
    facts: Mapping[str, object], settings: Mapping[str, object], readings: Mapping[str, object]
) -> str:
    """`scenario.toml`: the facts line by line, then the settings and readings that differ."""
    lines = [*_toml_lines(facts), "", "[settings]", *_toml_lines(settings)]
    if readings:
        lines += ["", "[readings]", *_toml_lines(readings)]
    return "\n".join(lines) + "\n"


def _toml_lines(values: Mapping[str, object]) -> Iterable[str]:
    return (f"{key} = {toml_value(value)}" for key, value in values.items())


def toml_value(value: object) -> str:
    """A TOML value; dates stand bare, as TOML has them."""
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return str(value)
