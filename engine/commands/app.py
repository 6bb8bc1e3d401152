"""The command `paike`: the explicit list of its commands, and how refusals leave it."""

import json
import sys
from itertools import pairwise

import typer

from engine.commands import changes, exchange, steps, term
from engine.refusals import Lang, Refusal

COMMANDS = (
    ("check", steps.check),
    ("pool", steps.pool),
    ("post", steps.post),
    ("solve", term.solve),
    ("verify", term.verify),
    ("explain", term.explain),
    ("audit", steps.audit),
    ("repair", changes.repair),
    ("sweep", changes.sweep),
    ("generate", exchange.generate),
    ("convert", exchange.convert),
    ("template", exchange.template),
)

app = typer.Typer(
    name="paike",
    help="排课:登记册和需求 → 学期课表,带证明 (registers and requests → a verified timetable)",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
for _name, _command in COMMANDS:
    app.command(_name)(_command)


def main() -> None:
    """Run `paike`; a refusal is worded on the error stream and gives its own exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        app()
    except Refusal as refusal:
        sys.exit(_refused(refusal))


def _refused(refusal: Refusal) -> int:
    lines = refusal.lines(_asked_language())
    if "--json" in sys.argv:
        typer.echo(json.dumps({"refused": lines}, ensure_ascii=False, indent=1))
    else:
        for line in lines:
            typer.echo(line, err=True)
    return refusal.exit_code


def _asked_language() -> Lang:
    # A refusal may come before a command has read its options, so the words are looked up here.
    words = sys.argv
    english = "--lang=en" in words or ("--lang", "en") in pairwise(words)
    return "en" if english else "zh"
