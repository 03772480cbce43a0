"""The facts cache: what measuring a blob gave, kept in one SQLite file. Knows no paths, no owners.

A cache may only ever save time. One that is locked, read-only, damaged or made by something else
gives nothing and takes nothing; it never fails a check, and `trouble` says why.
"""

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from types import TracebackType
from typing import TYPE_CHECKING, Self

from variant_budget.domain.requests import Request

if TYPE_CHECKING:
    from sqlite3 import Connection

FILE_NAME = "facts-1.sqlite"
"""The number is that of the format: another version of the tool leaves this file alone."""

SIZE_LIMIT = 64 * 1024 * 1024
"""Bytes of the file: about 600,000 blobs."""


def default_cache_folder(environ: Mapping[str, str], platform: str = sys.platform) -> str | None:
    """The folder where the user wants the cache, None where nothing says where home is."""
    if chosen := environ.get("VARIANT_BUDGET_CACHE"):
        return chosen
    if platform == "win32":
        local = environ.get("LOCALAPPDATA")
        return os.path.join(local, "variant-budget", "Cache") if local else None
    home = environ.get("HOME")
    if platform == "darwin":
        return os.path.join(home, "Library", "Caches", "variant-budget") if home else None
    # A relative path here is to be ignored: XDG Base Directory Specification, "Basics".
    xdg = environ.get("XDG_CACHE_HOME", "")
    if os.path.isabs(xdg):
        return os.path.join(xdg, "variant-budget")
    return os.path.join(home, ".cache", "variant-budget") if home else None


def open_cache(folder: str | None, engine: int, size_limit: int = SIZE_LIMIT) -> "FactsCache":
    """The cache in `folder`, made when first used; None: a cache that holds nothing.

    `engine` is the version of the measuring engine: facts of another one are never given back.
    """
    path = None if folder is None else os.path.join(folder, FILE_NAME)
    return FactsCache(path, engine, size_limit)


def stored_keys(engine: int, keys: Iterable[Request]) -> Iterator[bytes]:
    """Engine version (two bytes, high one first), blob id and language in one: 24 bytes or so."""
    version, languages = engine.to_bytes(2, "big").hex(), dict[str, str]()
    for oid, language in keys:
        if language not in languages:
            languages[language] = language.encode("utf-8", "surrogateescape").hex()
        yield bytes.fromhex(version + oid + languages[language])


class FactsCache:
    """Packed facts by blob and language. Use it in a `with`, in one thread."""

    def __init__(self, path: str | None, engine: int, size_limit: int) -> None:
        self.trouble = ""
        self._path = path
        self._engine = engine
        self._size_limit = size_limit
        self._connection: Connection | None = None
        self._rebuilt = False
        self._later: dict[Request, bytes] = {}
        self._used: list[bytes] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def keeps(self) -> bool:
        """Whether there is a file to write to."""
        return self._path is not None

    def read(self, keys: Iterable[Request]) -> dict[Request, bytes]:
        """The facts that are known of these keys; a row whose checksum is wrong is not known."""
        requests = tuple(keys)
        if not requests or self._path is None:
            return {}
        wanted = dict(zip(stored_keys(self._engine, requests), requests, strict=True))
        # Not at the top: it brings sqlite3, 3 ms that a run without a cache saves.
        from variant_budget.adapters import facts_file

        try:
            known = facts_file.read(self._open(self._path), wanted)
        except facts_file.TROUBLE as error:
            self._set_aside(error)
            return {}
        self._used += wanted
        return known

    def write(self, items: Mapping[Request, bytes]) -> None:
        """Keep these facts, and drop those unused for longest where the file grew too large."""
        if not items or self._path is None:
            return
        from variant_budget.adapters import facts_file

        rows = sorted(zip(stored_keys(self._engine, items), items.values(), strict=True))
        try:
            facts_file.write(self._open(self._path), rows, self._used, self._size_limit)
        except facts_file.TROUBLE as error:
            self._set_aside(error)
        self._used.clear()

    def distrust(self, reason: str) -> None:
        """Throw the file away, and keep nothing more in this run."""
        self._disconnect()
        self._used.clear()
        if self._path is not None:
            from variant_budget.adapters import facts_file

            self.trouble = f"facts cache {self._path}: {reason}"
            facts_file.discard(self._path)
            self._path = None

    def write_later(self, items: Mapping[Request, bytes]) -> None:
        """Keep these facts too, in one go at the end; they are not read back before."""
        self._later.update(items)

    def close(self) -> None:
        """Write what waits, mark what was not marked as used for long, let go of the file."""
        self.write(self._later)
        if self._connection is None:
            return
        from variant_budget.adapters import facts_file

        try:
            if facts_file.long_unused(self._connection, self._used):
                facts_file.write(self._connection, (), self._used, self._size_limit)
        except facts_file.TROUBLE as error:
            self._set_aside(error)
        self._disconnect()

    def _open(self, path: str) -> "Connection":
        from variant_budget.adapters import facts_file

        if self._connection is None:
            self._connection = facts_file.connect(path, self._size_limit)
        return self._connection

    def _disconnect(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _set_aside(self, error: Exception) -> None:
        """Go on without the cache, or with a new one where the file was damaged or foreign."""
        from variant_budget.adapters import facts_file

        self._disconnect()
        self._used.clear()
        path, self.trouble = self._path, f"facts cache {self._path}: {error}"
        rebuild = path is not None and facts_file.is_damage(error) and not self._rebuilt
        if path is None or not rebuild or not facts_file.discard(path):
            self._path = None
        self._rebuilt = True
