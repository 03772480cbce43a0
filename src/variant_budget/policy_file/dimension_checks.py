"""The checks inside one dimension: groups, aliases, implied variants, symbols, overlays."""

from typing import NamedTuple

from variant_budget.domain.dimension import Pattern
from variant_budget.policy_file import dimension_rows as d
from variant_budget.policy_file.reading import Reading, meant, shown
from variant_budget.policy_file.rows import Fields, Named, Word


class Names(NamedTuple):
    """The variants that are declared; with `captures` any other name may be one too."""

    variants: tuple[str, ...]
    captures: bool
    not_variants: tuple[str, ...]

    def may_be(self, name: str) -> bool:
        """Whether a variant of this name can be."""
        return name in self.variants or (self.captures and name not in self.not_variants)


def names_in(fields: Fields) -> Names:
    """The names of a dimension's variants."""
    return Names(
        variants=tuple(each.name for each in fields.get(d.VARIANTS) or ()),
        captures=fields.has(d.PATHS) or fields.refused,
        not_variants=tuple(word.text for word in fields.get(d.NOT_VARIANTS) or ()),
    )


def check_dimension(dimension: Named[Fields], reading: Reading) -> None:
    """Note every contradiction inside one dimension."""
    fields = dimension.value
    if fields.refused:
        return
    names = names_in(fields)
    if not fields.has(d.PATHS) and not fields.has(d.VARIANTS):
        message = (
            f"dimension {shown(dimension.name)} has no variants; "
            'add paths: ["src/{variant}/"] or variants:'
        )
        reading.problem("no-variants", dimension.location, message)
    _check_not_variants(fields, names, reading)
    _check_groups(fields, names, reading)
    for variant in fields.get(d.VARIANTS) or ():
        _check_variant(variant, names, reading)
    _check_cycles(fields, reading)
    _check_symbols(fields, reading)
    _check_overlays(fields, reading)


def _check_not_variants(fields: Fields, names: Names, reading: Reading) -> None:
    if fields.has(d.NOT_VARIANTS) and not names.captures:
        message = "not_variants takes names out of what paths finds; there are no paths here"
        reading.problem("needs-captures", fields.place(d.NOT_VARIANTS), message)
    for word in fields.get(d.NOT_VARIANTS) or ():
        if word.text in names.variants:
            message = f"{shown(word.text)} stands among the variants too; keep one of the two"
            reading.problem("named-twice", word.location, message)


def _check_groups(fields: Fields, names: Names, reading: Reading) -> None:
    for group in fields.get(d.GROUPS) or ():
        if group.name in names.variants:
            message = f"{shown(group.name)} is a variant already; give the group a name of its own"
            reading.problem("named-twice", group.location, message)
        if not group.value.has(d.GROUP_PATHS) and not group.value.has(d.GROUP_SYMBOLS):
            message = f"group {shown(group.name)} owns nothing; add paths or symbols"
            reading.problem("missing-key", group.location, message)
        for word in group.value.get(d.OF) or ():
            if not names.may_be(word.text):
                _unknown_variant(word, names, reading)


def _unknown_variant(word: Word, names: Names, reading: Reading) -> None:
    near = meant(word.text, names.variants, "known")
    message = f"there is no variant {shown(word.text)}{near}"
    reading.problem("unknown-variant", word.location, message)


def _check_variant(variant: Named[Fields], names: Names, reading: Reading) -> None:
    fields = variant.value
    if fields.has(d.ALIASES) and not names.captures:
        message = "aliases join names that paths finds; there are no paths with {variant} here"
        reading.problem("needs-captures", fields.place(d.ALIASES), message)
    for word in fields.get(d.IMPLIES) or ():
        if word.text not in names.variants:
            _unknown_variant(word, names, reading)


def _check_cycles(fields: Fields, reading: Reading) -> None:
    implied = {
        each.name: [word.text for word in each.value.get(d.IMPLIES) or ()]
        for each in fields.get(d.VARIANTS) or ()
    }
    places = {each.name: each.value.place(d.IMPLIES) for each in fields.get(d.VARIANTS) or ()}
    done: set[str] = set()
    for start in implied:
        if cycle := _cycle(start, implied, done):
            message = f"variants imply each other in a circle: {' → '.join(cycle)}; break it"
            reading.problem("implies-circle", places[cycle[0]], message)


def _cycle(start: str, implied: dict[str, list[str]], done: set[str]) -> list[str]:
    """A circle that can be reached from `start`, its first name repeated at its end; else empty.

    Depth first without recursion: a hostile policy may chain thousands.
    """
    trail: list[str] = []
    waiting = [(start, False)]
    while waiting:
        name, leaving = waiting.pop()
        if leaving:
            trail.pop()
            done.add(name)
        elif name in trail:
            done.update(trail)
            return [*trail[trail.index(name) :], name]
        elif name not in done:
            trail.append(name)
            waiting.append((name, True))
            waiting.extend((each, False) for each in reversed(implied.get(name, [])))
    return []


def _check_symbols(fields: Fields, reading: Reading) -> None:
    """One symbol stands for one owner: two owners are a group."""
    first: dict[str, tuple[str, int]] = {}
    for owner, word in _symbols(fields):
        if word.text not in first:
            first[word.text] = (owner, word.location.line)
            continue
        other, line = first[word.text]
        if other != owner:
            message = (
                f"symbol {shown(word.text)} stands for {other} (line {line}) and for {owner}; "
                "keep one, or make a group of both"
            )
            reading.problem("symbol-twice", word.location, message)


def _symbols(fields: Fields) -> list[tuple[str, Word]]:
    found = [
        (f"variant {shown(each.name)}", word)
        for each in fields.get(d.VARIANTS) or ()
        for word in each.value.get(d.SYMBOLS) or ()
    ]
    found += [
        (f"group {shown(each.name)}", word)
        for each in fields.get(d.GROUPS) or ()
        for word in each.value.get(d.GROUP_SYMBOLS) or ()
    ]
    found += [("ignore_symbols", word) for word in fields.get(d.IGNORE_SYMBOLS) or ()]
    return sorted(found, key=lambda each: each[1].location)


def _check_overlays(fields: Fields, reading: Reading) -> None:
    rules = [
        rule
        for variant in fields.get(d.VARIANTS) or ()
        for rule in variant.value.get(d.VARIANT_PATHS) or ()
        if rule.overlay_of
    ]
    copies = {_path(rule.pattern): rule.pattern.location.line for rule in rules}
    for rule in rules:
        base = rule.overlay_of
        if base is None or _path(base) == _path(rule.pattern):
            continue  # the latter is told where it is read
        if _path(base) in copies:
            message = (
                f"{shown(base.text)} is an overlay itself (line {copies[_path(base)]}); "
                "overlays go one level deep"
            )
            reading.problem("bad-overlay", base.location, message)


def _path(pattern: Pattern) -> str:
    return pattern.text.lstrip("/")
