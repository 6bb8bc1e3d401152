"""`python -m scenarios.generator` writes the bundled worlds again, in their place."""

from pathlib import Path

from scenarios.generator.generate import SEEDS, generate_named
from scenarios.generator.micro import FOLDER, write_micro

SCENARIOS = Path(__file__).parent.parent

if __name__ == "__main__":
    for name in SEEDS:
        generate_named(name, SCENARIOS / name)
    write_micro(FOLDER)
