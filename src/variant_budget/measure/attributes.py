"""Rust's `#[cfg(a)]`, with the item, statement, field or arm that it is for, and `#![cfg(a)]`."""

import re
from collections.abc import Iterator

from variant_budget.measure.chains import Arm, Chain
from variant_budget.measure.grammar import RUST_CFG
from variant_budget.measure.layer import one_line
from variant_budget.measure.outline import Outline

_CFG = re.compile(rb"#(!?)\[\s*+cfg\s*+\(")
# `cfg_if! { if #[cfg(a)] { ... } }` is no attribute (ifs.py).
_IF = re.compile(rb"(?<!\w)if\s*+\Z")
_ATTRIBUTE = re.compile(rb"\s*+(#\[)")
_INNER = re.compile(rb"\s*+#!\[")
_VISIBILITY = rb"\s*+(?>(?:pub(?!\w)(?:\s*+\([^()]*+\))?\s*+)?)"
_ITEM = re.compile(
    _VISIBILITY
    + rb"(?:(use|type|static|let|const(?!\s++(?:unsafe\s++|async\s++|extern\s++)*fn(?!\w)))"
    rb"|fn|struct|enum|union|mod|trait|impl|macro_rules|extern|const|async|unsafe(?!\s*+\{)|default)(?!\w)"
)
_SIGN = re.compile(rb"[,;(\[{}\])<]|(?<![-=])>|#(?=!?\[)")
# A block in front of these is no end.
_GOES_ON = re.compile(rb"\s*+(?:[,;.?=)\]}]|else(?!\w)|&&|\|\|)")
_OPEN = frozenset(b"([{")
_COMMA, _SEMICOLON, _LESS, _GREATER, _BRACE = b",;<>{"
_LOOK_BACK = 64


def attribute_chains(outline: Outline) -> Iterator[Chain]:
    """Each attribute with a symbol; it opens on its own line."""
    reader = _Reader(outline)
    # From the last to the first: what follows an attribute may be another one.
    for match in reversed(list(_CFG.finditer(outline.code))):
        chain = reader.chain(match)
        if chain:
            yield chain


class _Reader:
    def __init__(self, outline: Outline) -> None:
        self.outline = outline
        self.code = outline.code
        self.closes = outline.closes
        self.ends: dict[int, int] = {}
        self.first_item = self._first_item()

    def _first_item(self) -> int:
        """Where the attributes of the whole file end."""
        at = 0
        while (inner := _INNER.match(self.code, at)) and inner.end() - 1 in self.closes:
            at = self.closes[inner.end() - 1] + 1
        return at

    def chain(self, match: re.Match[bytes]) -> Chain:
        opened = match.end() - 1
        closed = self.closes.get(opened)
        attribute_end = self.closes.get(self.code.index(b"[", match.start()))
        if closed is None or attribute_end is None:
            return []
        if match[1]:
            start, end = self._around(match.start())
        elif _IF.search(self.code, max(0, match.start() - _LOOK_BACK), match.start()):
            return []
        else:
            start, end = match.start(), self.end_of(attribute_end + 1)
            self.ends[start] = end = self.outline.behind(end, start)
        if not self.outline.holds(opened, closed):
            return []
        text = self.outline.plain(opened + 1, closed)
        said = self.outline.says(text, RUST_CFG)
        return [Arm(start, end, said, one_line(f"#{match[1].decode()}[cfg({text})]"))]

    def _around(self, at: int) -> tuple[int, int]:
        """All that an inner attribute is for: the file, or the block it stands first in."""
        if at < self.first_item:
            return 1, len(self.code)
        before = len(self.code[max(0, at - _LOOK_BACK) : at].rstrip()) + max(0, at - _LOOK_BACK) - 1
        return at, self.closes.get(before, at)

    def end_of(self, at: int) -> int:
        """The offset behind what stands at `at`, behind an attribute."""
        while other := _ATTRIBUTE.match(self.code, at):
            if other.start(1) in self.ends:
                return self.ends[other.start(1)]
            closed = self.closes.get(other.end() - 1)
            if closed is None:
                return at
            at = closed + 1
        item = _ITEM.match(self.code, at)
        return self._end(at, ends_with_block=item is not None and not item[1], is_item=bool(item))

    def _end(self, at: int, *, ends_with_block: bool, is_item: bool) -> int:
        """Behind its `;`; of an item that has one, behind its block; of others, behind its comma."""
        angles = 0
        while sign := _SIGN.search(self.code, at):
            at = sign.start()
            byte = self.code[at]
            if byte in _OPEN:
                closed = self.closes.get(at)
                if closed is None:
                    return at
                at = closed + 1
                if byte == _BRACE and (ends_with_block or not (is_item or self._goes_on(at))):
                    return at
            elif byte == _SEMICOLON or (byte == _COMMA and not (is_item or angles)):
                return at + 1
            elif byte in (_LESS, _GREATER, _COMMA):
                angles = max(0, angles + (byte == _LESS) - (byte == _GREATER))
                at += 1
            else:
                return at
        return len(self.code)

    def _goes_on(self, at: int) -> bool:
        return _GOES_ON.match(self.code, at) is not None
