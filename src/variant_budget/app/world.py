"""What the wiring is handed by the command line, which alone may ask for it."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple


class World(NamedTuple):
    """What only the command line may ask for: environment, event, day, cache, token, progress."""

    environ: Mapping[str, str]
    event: Mapping[str, object] | None
    today: date
    cache_folder: str | None
    token: str | None
    progress: Callable[[int, int], None] | None
    warn: Callable[[str], None]
