"""The command `paike`: the explicit list of its commands."""

import typer

from engine.commands import changes, exchange, matching, steps, term

COMMANDS = (
    ("check", steps.check),
    ("pool", steps.pool),
    ("post", steps.post),
    ("solve", term.solve),
    ("verify", term.verify),
    ("explain", term.explain),
    ("audit", steps.audit),
    ("match", matching.match),
    ("repair", changes.repair),
    ("sweep", changes.sweep),
    ("generate", exchange.generate),
    ("convert", exchange.convert),
    ("template", exchange.template),
)

app = typer.Typer(
    name="paike",
    help="排课：登记册和需求 → 学期课表，带证明 (registers and requests → a verified timetable)",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
for _name, _command in COMMANDS:
    app.command(_name)(_command)
