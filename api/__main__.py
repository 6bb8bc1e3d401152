"""`python -m api` is the service's command line."""

import sys

from api.commands import app
from engine.refusals import Refusal

if __name__ == "__main__":
    try:
        app(prog_name="paike")
    except Refusal as refusal:
        sys.stderr.writelines(f"{line}\n" for line in refusal.lines())
        sys.exit(refusal.exit_code)
