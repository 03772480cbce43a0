"""The rows of `dimensions:`: which variants there are and which paths and symbols are theirs."""

from variant_budget.domain.dimension import Dimension, Group, PathRule, Pattern, Variant
from variant_budget.domain.location import Location
from variant_budget.policy_file import nodes
from variant_budget.policy_file.lists import list_of
from variant_budget.policy_file.mappings import named, record
from variant_budget.policy_file.patterns import (
    CAPTURE,
    LITERAL,
    PATTERN,
    PATTERNS,
    pattern_list,
    refuse_leading_negation,
    starting_without_negation,
)
from variant_budget.policy_file.reading import Reading, shown
from variant_budget.policy_file.rows import Fields, Named, Reader, Row, Word
from variant_budget.policy_file.scalars import FLAG, SYMBOL, globs, names

_VARIANT = names("variant")


def _texts(words: tuple[Word, ...] | None) -> tuple[str, ...]:
    return tuple(word.text for word in words or ())


OVERLAY_PATH = Row("path", LITERAL, "the folder of the edited copy", add='path: "sectors/mining/"')
OVERLAY_OF = Row(
    "overlay_of", LITERAL, "the folder that it is a copy of", add='overlay_of: "sectors/base/"'
)
_OVERLAY = record(
    (OVERLAY_PATH, OVERLAY_OF),
    example='{path: "sectors/mining/", overlay_of: "sectors/base/"}',
)


def _path_rule(node: nodes.Node, what: str, reading: Reading) -> PathRule | None:
    if not isinstance(node, nodes.Mapping):
        pattern = PATTERN.read(node, what, reading)
        return PathRule(pattern) if pattern else None
    if [entry.key for entry in node.entries] == ["variant"]:
        PATTERN.read(node, what, reading)  # says that {variant} needs quotes
        return None
    fields = _OVERLAY.read(node, what, reading)
    path, base = (fields.get(OVERLAY_PATH), fields.get(OVERLAY_OF)) if fields else (None, None)
    if path is None or base is None:
        return None
    if path.text.endswith("/") != base.text.endswith("/"):
        message = "path and overlay_of must both be folders (with / at the end) or both be files"
        reading.problem("bad-overlay", base.location, message)
    elif path.text.lstrip("/") == base.text.lstrip("/"):
        message = f"{shown(path.text)} cannot be an overlay of itself"
        reading.problem("bad-overlay", base.location, message)
    return PathRule(path, base)


_PATH_RULE: Reader[PathRule] = Reader(
    _path_rule,
    {"anyOf": [PATTERN.schema, _OVERLAY.schema]},
    "pattern, or `{path: …, overlay_of: …}`",
    _OVERLAY.rows,
)


_PATH_RULES = list_of(_PATH_RULE, of="patterns, or `{path: …, overlay_of: …}`")


def _path_rules(node: nodes.Node, what: str, reading: Reading) -> tuple[PathRule, ...] | None:
    rules = _PATH_RULES.read(node, what, reading)
    refuse_leading_negation([rule.pattern for rule in rules or ()], reading)
    return rules


VARIANT_PATHS = Row(
    "paths",
    Reader(
        _path_rules, starting_without_negation(_PATH_RULES.schema), _PATH_RULES.words, _OVERLAY.rows
    ),
    "the files of this variant alone; `{path, overlay_of}` for a folder that is an edited copy",
    "none",
)
SYMBOLS = Row(
    "symbols",
    list_of(SYMBOL, of="symbols", unique=lambda word: word.text),
    "texts that stand for it in conditions, such as `__linux__` or `VehicleClass.TRUCK`",
    "none",
)
ALIASES = Row(
    "aliases",
    list_of(
        globs(characters=r"\w.*?-", fix="use letters, digits, _ . - and the wildcards * and ?"),
        of="names with `*` and `?`",
        unique=lambda word: word.text,
    ),
    "captured names that mean this variant",
    "none",
)
IMPLIES = Row(
    "implies",
    list_of(_VARIANT, of="variants", unique=lambda word: word.text),
    "variants whose symbols are true for this one too",
    "none",
)
VARIANT = record(
    (VARIANT_PATHS, SYMBOLS, ALIASES, IMPLIES),
    example='{paths: ["src/truck/"]}',
    may_be_empty=True,
)

OF = Row(
    "of",
    list_of(_VARIANT, of="variants", at_least=1, unique=lambda word: word.text),
    "the variants that share it",
    add="of: [linux, android]",
)
GROUP_PATHS = Row("paths", PATTERNS, "the files that these variants share", "none")
GROUP_SYMBOLS = Row("symbols", SYMBOLS.reader, "texts that stand for all of them", "none")
GROUP = record(
    (OF, GROUP_PATHS, GROUP_SYMBOLS),
    example='{of: [linux, android], paths: ["src/unix/"]}',
    schema={"anyOf": [{"required": ["paths"]}, {"required": ["symbols"]}]},
)

PATHS = Row(
    "paths",
    pattern_list(item=CAPTURE, at_least=1),
    "where the name of a variant stands in a path: every folder there is a variant, new ones too",
    "none",
)
NOT_VARIANTS = Row(
    "not_variants",
    list_of(_VARIANT, of="names", unique=lambda word: word.text),
    "captured names that are no variants, such as `common`",
    "none",
)
SHARED = Row(
    "shared",
    PATTERNS,
    "the files that are shared; with it, code that no rule claims is *unattributed*",
    "all that no rule claims is shared",
)
VARIANTS = Row(
    "variants",
    named(VARIANT, what="variant", example='truck: {paths: ["src/truck/"]}'),
    "the variants by name, where paths alone do not say all",
    "those that `paths` finds",
)
GROUPS = Row(
    "groups",
    named(GROUP, what="group", example='unix: {of: [linux, android], paths: ["src/unix/"]}'),
    "code that several variants own together, by a name of its own",
    "none",
)
IGNORE_SYMBOLS = Row("ignore_symbols", SYMBOLS.reader, "symbols that are always false", "none")
COMPLETE = Row("complete", FLAG, "every product is one of the variants", "`false`")
DIMENSION = record(
    (PATHS, NOT_VARIANTS, SHARED, VARIANTS, GROUPS, IGNORE_SYMBOLS, COMPLETE),
    example='{paths: ["src/vehicles/{variant}/"]}',
    schema={
        "anyOf": [{"required": ["paths"]}, {"required": ["variants"]}],
        "dependentRequired": {"not_variants": ["paths"]},
    },
)


def build_dimension(name: str, location: Location, fields: Fields) -> Dimension:
    """The dimension that checked fields describe."""
    variants = [_variant(each) for each in fields.get(VARIANTS) or ()]
    groups = [_group(each) for each in fields.get(GROUPS) or ()]
    return Dimension(
        name=name,
        location=location,
        captures=fields.get(PATHS) or (),
        not_variants=_texts(fields.get(NOT_VARIANTS)),
        shared=fields.get(SHARED) or (),
        variants=tuple(sorted(variants, key=lambda variant: variant.name)),
        groups=tuple(sorted(groups, key=lambda group: group.name)),
        ignore_symbols=_texts(fields.get(IGNORE_SYMBOLS)),
        complete=fields.get(COMPLETE) is True,
    )


def _variant(given: Named[Fields]) -> Variant:
    fields = given.value
    return Variant(
        name=given.name,
        location=given.location,
        paths=fields.get(VARIANT_PATHS) or (),
        symbols=_texts(fields.get(SYMBOLS)),
        aliases=_texts(fields.get(ALIASES)),
        implies=_texts(fields.get(IMPLIES)),
    )


def _group(given: Named[Fields]) -> Group:
    fields = given.value
    paths: tuple[Pattern, ...] = fields.get(GROUP_PATHS) or ()
    return Group(
        name=given.name,
        location=given.location,
        of=_texts(fields.get(OF)),
        paths=paths,
        symbols=_texts(fields.get(GROUP_SYMBOLS)),
    )
