"""The door of `paike`: Ctrl-C and refusals are answered here, whatever command was asked for."""

import json
import signal
import sys
from collections.abc import Sequence
from itertools import pairwise
from types import FrameType

from engine.commands.misused import misused
from engine.commands.streams import make_streams_ready
from engine.refusals import BadInput, Fault, Lang, Refusal, Stopped


def main() -> None:
    """Run `paike` with the words of the command line, and exit with its code."""
    signal.signal(signal.SIGINT, _interrupted)
    make_streams_ready()
    sys.exit(outcome(sys.argv[1:]))


def outcome(words: Sequence[str]) -> int:
    """Run one command and give its exit code; a refusal is worded and gives its own.

    With `--json` a refusal stands on the output, in JSON, otherwise on the error stream.
    """
    try:
        return _run(words)
    except Refusal as refusal:
        return _refused(refusal, words)
    except OSError as error:
        return _refused(_unusable(error), words)


def _run(words: Sequence[str]) -> int:
    # Imported here, since it takes seconds, and Ctrl-C is to be answered in them too.
    import typer

    from engine.commands.app import app

    try:
        return int(app(list(words), prog_name="paike", standalone_mode=False) or 0)
    except typer.TyperException as error:
        message = error.format_message().rstrip(".")
        if not message:  # no words at all: the help was shown
            return Refusal.exit_code
        raise misused(message) from error


def _unusable(error: OSError) -> BadInput:
    fault = Fault(
        file=str(error.filename or ""),
        sheet="",
        row=0,
        column="",
        found=error.strerror or type(error).__name__,
        expected=("可以读写的位置", "a place that can be read and written"),
        fix=("检查路径、权限和磁盘空间。", "Check the path, the permissions and the space left."),
    )
    return BadInput([fault])


def _refused(refusal: Refusal, words: Sequence[str]) -> int:
    lines = refusal.lines(_language(words))
    if "--json" in words:
        told = {"refused": lines, "exit_code": refusal.exit_code}
        sys.stdout.write(json.dumps(told, ensure_ascii=False, indent=1) + "\n")
    else:
        sys.stderr.writelines(f"{line}\n" for line in lines)
    return refusal.exit_code


def _language(words: Sequence[str]) -> Lang:
    # A refusal may come before a command has read its options, so the words are looked up here.
    english = "--lang=en" in words or ("--lang", "en") in pairwise(words)
    return "en" if english else "zh"


def _interrupted(_number: int, _frame: FrameType | None) -> None:
    raise Stopped("已中断，没有写入任何内容。", "Interrupted; nothing was written.")
