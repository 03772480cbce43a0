"""`python -m tests.fuzz [--seconds 600] [--seed N] [--seeds FOLDER]`: what breaks on hostile input?

Policies, exceptions, events and reports are drawn from seeds and given to the steps that read them,
and now and then to a whole check of a real repository. Nothing may crash, hang, take too much memory,
or end wrongly. What does is kept in build/fuzz/; once it is mended, move the input to
tests/fuzz/found/TARGET/, where a test replays it.
"""

import argparse
import faulthandler
import sys
import tempfile
import time
from pathlib import Path
from random import SystemRandom

from tests.fuzz.campaign import TARGETS, Campaign, for_seconds
from tests.fuzz.line import ROOT, Line
from tests.fuzz.wrong import WHOLE

FOUND = ROOT / "build/fuzz"
_STUCK = WHOLE * 20
"""Seconds without an end of an input after which no signal will help."""


def told(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def summary(campaign: Campaign, seconds: float) -> str:
    """What was done, in numbers."""
    whole = campaign.runs["whole checks"]
    total = campaign.runs.total() - whole
    rows = [f"{number:>9,}  {name}" for name, number in sorted(campaign.runs.items())]
    ends = ", ".join(f"{number:,} {name}" for name, number in sorted(campaign.outcomes.items()))
    last = (
        f"{total:,} inputs and {whole:,} whole checks ({ends}) in {seconds:.0f} s: "
        f"{total / max(seconds, 1):.0f} inputs a second. Found: {len(campaign.findings)}"
    )
    return "\n".join((*rows, last))


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--seed", type=int, default=SystemRandom().randrange(1 << 32))
    parser.add_argument("--target", action="append", choices=[each.name for each in TARGETS])
    parser.add_argument("--seeds", type=Path, help="a folder with more seeds, by target")
    given = parser.parse_args()
    told(f"seed {given.seed}")
    FOUND.mkdir(parents=True, exist_ok=True)
    targets = [
        each._replace(seeds=(*each.seeds, *_more(given.seeds, each.name)))
        for each in TARGETS
        if not given.target or each.name in given.target
    ]
    faulthandler.dump_traceback_later(given.seconds + _STUCK, exit=True)
    start = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
        campaign = Campaign(given.seed, Line(Path(folder)), FOUND, targets)
        campaign.run(for_seconds(given.seconds), told)
    told(summary(campaign, time.monotonic() - start))
    return 1 if campaign.findings else 0


def _more(folder: Path | None, name: str) -> list[bytes]:
    if folder is None or not (folder / name).is_dir():
        return []
    return [each.read_bytes() for each in sorted((folder / name).iterdir()) if each.is_file()]


if __name__ == "__main__":
    sys.exit(main())
