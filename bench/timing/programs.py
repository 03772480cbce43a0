"""The other tools: where they are, or which are missing."""

import shutil
import subprocess
import sys
from pathlib import Path

_PLAIN = {
    "scc": ("scc", "--version"),
    "cloc": ("cloc", "--version"),
    "lizard": ("lizard", "--version"),
    "radon": ("radon", "--version"),
    "pygount": ("pygount", "--version"),
    "ctags": ("ctags", "--version"),
    "git": ("git", "version"),
}


def find_programs() -> dict[str, str]:
    """The path of each, in this environment or on the system; ends where one is missing."""
    here = Path(sys.executable).parent
    found = {name: shutil.which(name, path=here) or shutil.which(name) for name in _PLAIN}
    missing = [name for name, path in found.items() if path is None]
    if missing:
        raise SystemExit(
            f"bench: {', '.join(missing)} missing. cloc and universal-ctags come from the system "
            "(.ci/run shows how), the others from bench/requirements.lock (`make bench`)."
        )
    return {name: path for name, path in found.items() if path is not None}


def versions(programs: dict[str, str]) -> dict[str, str]:
    """What each says of its version, without its own name."""
    return {name: _version(name, path) for name, path in programs.items()}


def _version(name: str, path: str) -> str:
    told = subprocess.run(
        [path, *_PLAIN[name][1:]], capture_output=True, check=True, text=True
    ).stdout
    first = told.splitlines()[0].partition(",")[0]
    return next((word for word in first.split() if word[0].isdigit()), first)
