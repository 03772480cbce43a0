"""The templates' text: inside an installed package, else at the top of the checkout."""

from functools import lru_cache
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]


@lru_cache(maxsize=1)
def templates() -> dict[str, str]:
    """Name -> text of every template."""
    shipped = PACKAGE / "_templates"
    folder = shipped if shipped.is_dir() else PACKAGE.parents[1] / "templates"
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.j2"))}
