"""One run of FET in a folder: ended when it stands still, and what it left behind."""

import re
import shutil
import subprocess
import time
from pathlib import Path

PROGRAM = "fet-cl"
STANDSTILL = 0.02
"""The part of the time after which a run that places no further activity is ended."""
PAGES = ("dayshorizontal", "daysvertical", "timehorizontal", "timevertical")
"""Pages that nobody reads here."""


def missing() -> str | None:
    """Say in a few words what this machine lacks; None when the peer can run."""
    return None if shutil.which(PROGRAM) else "no fet-cl"


class Program:
    """FET over `term.fet` in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.file = folder / "term.fet"
        self._log = folder / "logs" / "max_placed_activities.txt"

    def run(self, seconds: float, patience: float) -> None:
        """Run for some seconds, less when nothing was placed for as long as the patience."""
        options = {"inputfile": self.file, "outputdir": self.folder, "htmllevel": 0}
        options |= {"timelimitseconds": int(seconds) + 1}
        options |= dict.fromkeys((f"writetimetables{page}" for page in PAGES), "false")
        words = [PROGRAM, *(f"--{name}={value}" for name, value in options.items())]
        with (
            (self.folder / "said.txt").open("w") as said,
            subprocess.Popen(words, stdout=said, stderr=said) as running,
        ):
            end, last, seen = time.monotonic() + seconds, time.monotonic(), 0
            while running.poll() is None:
                time.sleep(0.02)
                now, size = time.monotonic(), self._written()
                if size != seen:
                    last, seen = now, size
                if now > end or (seen and now > last + patience):
                    running.terminate()  # it then writes its highest stage
                    running.wait()

    @property
    def placed(self) -> Path | None:
        """The activities that were placed: all, or those of the highest stage."""
        homes = (self.folder / "timetables" / name for name in ("term", "term-highest"))
        files = (home / "term_activities.xml" for home in homes)
        return next((file for file in files if file.exists()), None)

    @property
    def stuck(self) -> set[int]:
        """The activities at which it stood still."""
        log = self.folder / "logs" / "difficult_activities.txt"
        if not log.exists():
            return set()
        head = log.read_text("utf-8-sig").split("----------")[0]
        return {int(number) for number in re.findall(r"^Id: (\d+) ", head, re.MULTILINE)}

    def _written(self) -> int:
        return self._log.stat().st_size if self._log.exists() else 0
