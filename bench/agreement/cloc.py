"""Lines of code by cloc."""

import json
import subprocess
from pathlib import Path


def by_cloc(folder: Path) -> dict[str, int]:
    """Lines of code of every file that cloc counts, by path."""
    options = ("--by-file", "--json", "--skip-uniqueness", "--timeout=0", "--max-file-size=100")
    done = subprocess.run(["cloc", *options, "."], check=True, capture_output=True, cwd=folder)
    found = json.loads(done.stdout or b"{}")
    return {
        Path(path).as_posix(): row["code"]
        for path, row in found.items()
        if path not in {"header", "SUM"}
    }
