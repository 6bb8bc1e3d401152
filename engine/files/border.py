"""The border of the district for the map: a file of its own that goes along with a scenario."""

from pathlib import Path

from engine.files.whole.staging import write_whole

BORDER = "outline.geojson"


def border_of(scenario: Path) -> Path:
    """Where the border of a scenario stands: in its folder, or beside its workbook or JSON file."""
    return (scenario if scenario.is_dir() else scenario.parent) / BORDER


def carry_border(source: Path, folder: Path) -> None:
    """Take the border of a scenario along into another one's folder; does nothing without one."""
    border = border_of(source)
    if border.is_file():
        write_whole(folder / BORDER, border.read_bytes())
