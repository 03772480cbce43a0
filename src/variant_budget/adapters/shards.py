"""Facts that several machines measured: one file of each, in the form of the facts cache.

A cache may be passed over. These files were named by the user, who counts on them: one that cannot
be used is an error, and the facts of all of them are one set, in which no two may disagree.
"""

import os
import sqlite3
import stat
from collections.abc import Iterable, Mapping, Sequence
from typing import NoReturn

from variant_budget.adapters import facts_file
from variant_budget.adapters.cache import stored_keys
from variant_budget.domain.requests import Request
from variant_budget.errors import MeasureError, UsageError

_ANY_SIZE = 1 << 62
_VERSION = 2
"""Bytes of the engine version, at the start of every key."""


class GivenFacts:
    """The union of some facts files, by blob and language."""

    def __init__(self, engine: int, rows: Mapping[bytes, bytes]) -> None:
        self._engine = engine
        self._rows = rows

    def read(self, requests: Sequence[Request]) -> dict[Request, bytes]:
        """The facts of those that are in one of the files."""
        keys = zip(requests, stored_keys(self._engine, requests), strict=True)
        return {request: self._rows[key] for request, key in keys if key in self._rows}


def read_facts(paths: Iterable[str], engine: int) -> GivenFacts:
    """All rows of these files.

    Raises MeasureError for a file that cannot be read, is damaged or no facts file, was measured by
    another engine, or says something else of a blob than another one.
    """
    union: dict[bytes, bytes] = {}
    for path in paths:
        rows = _rows(path)
        _refuse_other_engines(path, rows, engine)
        for key in union.keys() & rows.keys():
            if union[key] != rows[key]:
                _refuse_disagreement(path, key)
        union |= rows
    return GivenFacts(engine, union)


def write_facts(path: str, facts: Mapping[Request, bytes], engine: int) -> None:
    """Write a facts file; one that stands there is replaced at once.

    Raises UsageError where something else stands in its place, MeasureError where the file cannot
    be written.
    """
    if os.path.lexists(path) and not stat.S_ISREG(os.lstat(path).st_mode):
        raise UsageError.one(
            "output-refused",
            f"facts are not written to {path}: there is no regular file in its place. "
            "Remove it, or choose another file with --out.",
        )
    # In the same folder, since a rename is atomic within one file system only.
    part = f"{path}.{os.urandom(6).hex()}.part"
    rows = sorted(zip(stored_keys(engine, facts), facts.values(), strict=True))
    try:
        connection = facts_file.connect(part, _ANY_SIZE)
        try:
            facts_file.write(connection, rows, (), _ANY_SIZE)
        finally:
            connection.close()
        os.replace(part, path)
    except facts_file.TROUBLE as error:
        facts_file.discard(part)
        why = getattr(error, "strerror", None) or error
        raise MeasureError.one(
            "output-not-written", f"facts cannot be written to {path}: {why}."
        ) from error


def _rows(path: str) -> dict[bytes, bytes]:
    from pathlib import Path

    try:
        if not stat.S_ISREG(os.stat(path).st_mode):
            raise OSError("it is not a regular file")
        # Immutable: neither locked nor changed, and no journal beside it is played back into it.
        uri = f"{Path(path).absolute().as_uri()}?mode=ro&immutable=1"
        connection = sqlite3.connect(uri, uri=True)
        try:
            connection.text_factory = bytes
            connection.execute("PRAGMA trusted_schema = OFF")
            connection.execute("PRAGMA cell_size_check = ON")
            return dict(facts_file.every_row(connection))
        finally:
            connection.close()
    except facts_file.TROUBLE as error:
        why = getattr(error, "strerror", None) or error
        raise MeasureError.one(
            "facts-unreadable",
            f"the facts file {path} cannot be used: {why}. "
            "Make it again with `variant-budget measure`, or leave it out of --facts.",
        ) from error


def _refuse_other_engines(path: str, rows: Iterable[bytes], engine: int) -> None:
    others = {int.from_bytes(key[:_VERSION], "big") for key in rows} - {engine}
    if others:
        raise MeasureError.one(
            "facts-of-another-engine",
            f"the facts file {path} was measured by engine {min(others)}, and this is engine "
            f"{engine}. Run `variant-budget measure` and `variant-budget check` of one version.",
        )


def _refuse_disagreement(path: str, key: bytes) -> NoReturn:
    blob = key[_VERSION : _VERSION + 20].hex()
    raise MeasureError.one(
        "facts-disagree",
        f"the facts file {path} says something else of a blob ({blob}…) than another one. "
        "Make all of them again with `variant-budget measure`.",
    )
