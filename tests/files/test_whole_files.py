"""A folder gets all its files, or is left as it was."""

import pytest

from engine.files.whole_files import write_folder


def test_files_appear_together_and_others_stay(tmp_path):
    """Files are replaced and added, others of the folder are not touched."""
    folder = tmp_path / "deep" / "folder"
    write_folder(folder, {"a": b"1", "b": b"2"})
    (folder / "own").write_bytes(b"mine")

    write_folder(folder, {"a": b"3"})

    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {
        "a": b"3",
        "b": b"2",
        "own": b"mine",
    }
    assert [path.name for path in folder.parent.iterdir()] == ["folder"]


def test_failed_writing_leaves_the_folder_as_it_was(tmp_path):
    """When one file cannot be written, none is."""
    folder = tmp_path / "folder"
    write_folder(folder, {"a": b"old"})

    with pytest.raises(OSError, match="there"):
        write_folder(folder, {"a": b"new", "not/there": b"x"})

    assert [path.name for path in tmp_path.iterdir()] == ["folder"]
    assert (folder / "a").read_bytes() == b"old"
