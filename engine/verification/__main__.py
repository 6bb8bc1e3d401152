"""`python -m engine.verification SCENARIO DIR`: the witness by itself, where no solver is installed.

Exit codes: 0 lawful, 1 a breach or a wrong number, 2 refused input.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from engine.files.formats import read_scenario
from engine.files.input_hash import input_hash
from engine.files.results import read_published
from engine.files.whole.sums import changed_files
from engine.refusals import Refusal
from engine.verification.verify import verify


def main(words: Sequence[str] | None = None) -> int:
    """Verify a folder of results against its scenario and say what was found."""
    asked = _parser().parse_args(words)
    try:
        problem = read_scenario(asked.scenario)
        published = read_published(asked.folder)
        earlier = read_published(asked.earlier).timetable if asked.earlier else None
        judgement = verify(
            problem,
            published,
            input_hash=input_hash(problem),
            earlier=earlier,
            changed=changed_files(asked.folder),
        )
    except Refusal as refusal:
        sys.stderr.write("\n".join(refusal.lines(asked.lang)) + "\n")
        return refusal.exit_code
    if asked.json:
        text = json.dumps(judgement.as_json(), ensure_ascii=False, indent=1)
    else:
        text = "\n".join(judgement.lines(asked.lang, every=asked.all))
    sys.stdout.write(text + "\n")
    return 0 if judgement.lawful else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m engine.verification",
        description="独立核对一份课表 (verify a timetable independently of the solver)",
    )
    parser.add_argument("scenario", type=Path, metavar="SCENARIO", help="场景 (the scenario)")
    parser.add_argument("folder", type=Path, metavar="DIR", help="结果文件夹 (folder of results)")
    earlier = "先前的结果文件夹，核对锁定的和上过的课 (results before: locks and past kept)"
    parser.add_argument("--earlier", type=Path, metavar="DIR0", help=earlier)
    parser.add_argument("--lang", choices=("zh", "en"), default="zh", help="语言 (language)")
    parser.add_argument("--json", action="store_true", help="输出 JSON (print JSON)")
    parser.add_argument("--all", action="store_true", help="逐条列出计分 (every amount too)")
    return parser


if __name__ == "__main__":
    sys.exit(main())
