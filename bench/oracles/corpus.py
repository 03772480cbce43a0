"""Real files to compare on, the same everywhere: what the locked packages of .venv-bench hold."""

import sysconfig
from pathlib import Path

from variant_budget.measure.facts import measure_blob
from variant_budget.measure.languages import language_of

ROOT = Path(sysconfig.get_path("purelib"))


def files(*suffixes: str) -> list[Path]:
    found = sorted(path for path in ROOT.rglob("*") if path.suffix in suffixes and path.is_file())
    assert found, f"no file of {suffixes} in the packages"
    return found


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def code_lines(path: Path) -> set[int]:
    """Our lines of code, counted from 1."""
    language = language_of(path.name)
    assert language, path
    facts = measure_blob(path.read_bytes(), language)
    bits = int.from_bytes(facts.code, "little")
    return {line for line in range(1, facts.lines + 1) if bits >> (line - 1) & 1}
