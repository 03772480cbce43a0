"""`classes` and `functions`: definitions by name, as `class_count` and `function_count` find them."""

import re
from collections.abc import Callable, Iterable, Iterator

from variant_budget.domain.units import Unit
from variant_budget.measure.classes import class_of
from variant_budget.measure.languages import LANGUAGE
from variant_budget.measure.scan import Scan, scan
from variant_budget.measure.units.globs import matches_glob
from variant_budget.measure.units.text import code_in, units_at

_WINDOW = 500
# The word of a class is where it starts; C# has two: `record struct A`.
_NAME = re.compile(
    rb"@?\w++\s++(?:(?:class|struct)\s++)?(?!extends\b)`?"
    rb"((?>(?:::)?)[\w$\x80-\xff]++(?>(?:(?:::|\.)[\w$\x80-\xff]++)*))"
)
_GO = re.compile(rb"[ \t]*+(?:type[ \t]++)?([\w\x80-\xff]++)")
# `const A = class {`, `const A = struct {`, `const f: T = async () => {`.
_ASSIGNED = re.compile(rb"([\w$]++)\s*+(?::[^=;{}]{0,200})?=\s*+(?:async\s*+)?\Z")
_NO_NAMES = frozenset({b"final", b"sealed", b"abstract"})
_PARTS = re.compile(r"::|[.:]")


def classes_named(data: bytes, language: str | None, glob: str) -> Iterator[Unit]:
    """The classes whose name, or its last part, matches; none where only lines are measured."""
    found = _scanned(data, language)
    if found is not None and language is not None:
        kind = LANGUAGE[language].definitions
        yield from _matching(found.code, _class_names(found, kind), glob)


def functions_named(data: bytes, language: str | None, glob: str) -> Iterator[Unit]:
    """The functions whose name, without what qualifies it, matches."""
    found = _scanned(data, language)
    if found is not None:
        names = zip(found.definitions.functions, found.definitions.names, strict=True)
        assigned = ((at, name or _assigned(found.code, at)) for at, name in names)
        yield from _matching(found.code, assigned, glob)


def _scanned(data: bytes, language: str | None) -> Scan | None:
    if language is None or not LANGUAGE[language].definitions:
        return None
    code = code_in(data, language)
    return None if code is None else scan(code, language)


def _matching(code: bytes, names: Iterable[tuple[int, bytes]], glob: str) -> Iterator[Unit]:
    yield from units_at(code, (at for at, name in names if _is_named(name, glob)))


def _is_named(name: bytes, glob: str) -> bool:
    # Python writes a colon behind the name of a class.
    text = name.decode("utf-8", "replace").strip("`").rstrip(":")
    return bool(text) and (matches_glob(text, glob) or matches_glob(_PARTS.split(text)[-1], glob))


def _class_names(found: Scan, kind: str) -> Iterator[tuple[int, bytes]]:
    name_at = _NAME_AT.get(kind, _by_word)
    for at in found.definitions.classes:
        yield at, name_at(found.code, at)


def _by_word(code: bytes, at: int) -> bytes:
    named = _NAME.match(code, at)
    return named[1] if named else _assigned(code, at)


def _in_go(code: bytes, at: int) -> bytes:
    named = _GO.match(code, at)
    return named[1] if named else b""


def _in_c(code: bytes, at: int) -> bytes:
    """The last name of a head: macros and attributes stand before it."""
    names = [name for name in _head_names(code, at) if name not in _NO_NAMES]
    return names[-1] if names else _by_word(code, at)


def _in_java(code: bytes, at: int) -> bytes:
    """The first name of a head: what it extends stands behind it."""
    names = _head_names(code, at)
    return names[0] if names else _by_word(code, at)


def _in_zig(code: bytes, at: int) -> bytes:
    """A type is a value: it starts where it is assigned."""
    return _assigned(code, at + 1)


def _head_names(code: bytes, at: int) -> list[bytes]:
    opened = class_of(code[at : code.find(b"{", at)])
    return opened[1] if opened and opened[0] == 0 else []


def _assigned(code: bytes, at: int) -> bytes:
    """The name that a definition without one is given: what stands before it."""
    named = _ASSIGNED.search(code, max(0, at - _WINDOW), at)
    return named[1] if named else b""


_NAME_AT: dict[str, Callable[[bytes, int], bytes]] = {
    "c": _in_c,
    "go": _in_go,
    "java": _in_java,
    "zig": _in_zig,
}
