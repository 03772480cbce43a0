"""A kind of variability as the policy declares it: variants, groups, and what is whose."""

from collections.abc import Iterator
from typing import NamedTuple

from variant_budget.domain.location import Location


class Pattern(NamedTuple):
    """A gitignore pattern as written; `{variant}` in it captures a variant's name."""

    text: str
    location: Location


class PathRule(NamedTuple):
    """A path of a variant; `overlay_of` names the base folder of an edited copy."""

    pattern: Pattern
    overlay_of: Pattern | None = None


class Overlay(NamedTuple):
    """An edited copy: paths of files, or of folders with "/" at their ends, from the root.

    `dimension` is a position in the policy.
    """

    path: str
    base: str
    dimension: int
    variant: str
    pattern: Pattern

    def base_of(self, path: str) -> str:
        """The path that a file of the copy was copied from."""
        return self.base + path[len(self.path) :]


class Variant(NamedTuple):
    """One declared value of a dimension. `aliases` are names with * and ? that captures may have."""

    name: str
    location: Location
    paths: tuple[PathRule, ...] = ()
    symbols: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    implies: tuple[str, ...] = ()


class Group(NamedTuple):
    """Variants of one dimension that share code: its lines belong to all in `of` together."""

    name: str
    location: Location
    of: tuple[str, ...]
    paths: tuple[Pattern, ...] = ()
    symbols: tuple[str, ...] = ()


class Dimension(NamedTuple):
    """A kind of variability. `captures` are patterns with `{variant}`.

    `complete`: every product is one of its variants. `shared`: with any, code that no rule claims
    is unattributed; with none, it is shared.
    """

    name: str
    location: Location
    captures: tuple[Pattern, ...] = ()
    not_variants: tuple[str, ...] = ()
    shared: tuple[Pattern, ...] = ()
    variants: tuple[Variant, ...] = ()
    groups: tuple[Group, ...] = ()
    ignore_symbols: tuple[str, ...] = ()
    complete: bool = False

    @property
    def patterns(self) -> Iterator[Pattern]:
        """Every pattern that gives a path an owner."""
        yield from self.captures
        yield from self.shared
        for variant in self.variants:
            yield from (rule.pattern for rule in variant.paths)
        for group in self.groups:
            yield from group.paths

    @property
    def names(self) -> frozenset[str]:
        """The variants that the policy names; captures may find more."""
        members = (name for group in self.groups for name in group.of)
        return frozenset((*members, *(variant.name for variant in self.variants)))

    @property
    def symbols(self) -> Iterator[str]:
        """Every text that stands for something in conditions, as written."""
        yield from self.ignore_symbols
        for variant in self.variants:
            yield from variant.symbols
        for group in self.groups:
            yield from group.symbols
