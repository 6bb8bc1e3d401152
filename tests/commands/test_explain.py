"""`explain` from the command line: what it finds stands wherever people look."""

import shutil

from engine.commands.saving import PAGE, WORKBOOK
from tests.commands.calling import paike
from tests.scenarios.reading import bytes_in


def test_page_and_workbook_tell_what_the_tables_tell(world, results, tmp_path):
    """The page and the workbook of the folder are made again, and the folder stays whole."""
    folder = tmp_path / "results"
    shutil.copytree(results, folder)
    words = ("explain", world, folder, "--deterministic")
    assert paike(*words).code == 0
    proved = bytes_in(folder)

    (folder / PAGE).write_text("old")
    (folder / WORKBOOK).write_text("old")
    assert paike(*words).code == 0

    assert bytes_in(folder) == proved
    assert proved.keys() == bytes_in(results).keys()
    assert paike("verify", world, folder).code == 0


def test_a_folder_without_proof_gets_the_tables_only(world, results, tmp_path):
    """What a page shows is not all there, so the one that stands is left alone."""
    folder = tmp_path / "results"
    shutil.copytree(results, folder)
    (folder / "certificate.json").unlink()
    before = bytes_in(folder)[PAGE]

    assert paike("explain", world, folder, "--deterministic").code == 0

    assert bytes_in(folder)[PAGE] == before
