"""What can be asked of blobs. An answer depends on the request alone, so it may be cached."""

from variant_budget.domain.pair import blobs_of, pair_id
from variant_budget.domain.units import Rule, RuleKind

Request = tuple[str, str]
"""A blob's id in hex (of a pair: two, one after the other), and what to find out about it."""

REGIONS = "regions"
PAIR = "pair"
UNITS = "units"
_WORDS_BEFORE = {"": 0, PAIR: 1, REGIONS: 2}
"""How many words stand before the language."""


def facts_request(oid: str, language: str) -> Request:
    """A blob's facts, in a language."""
    return oid, language


def regions_request(oid: str, language: str, lexicon: str) -> Request:
    """A blob's regions; `lexicon` is the digest of the symbols."""
    return oid, f"{REGIONS} {lexicon} {language}"


def pair_request(oid: str, base: str, language: str) -> Request:
    """A blob beside the one that it was copied from."""
    return pair_id(oid, base), f"{PAIR} {language}"


def units_request(oid: str, name: str, language: str, rule: Rule) -> Request:
    """The units of a rule in a blob; `name` is that of its file, which tells the format."""
    return oid, "\0".join((f"{UNITS} {rule.kind}", rule.argument, name, language))


def unit_rule(what: str) -> tuple[Rule, str, str]:
    """The rule, the file's name and the language that `units_request` put together."""
    kind, argument, name, language = what.partition(" ")[2].split("\0")
    return Rule("", RuleKind(kind), argument), name, language


def kind_of(request: Request) -> str:
    """REGIONS, PAIR, UNITS or, for facts, ""."""
    return kind_in(request[1])


def kind_in(what: str) -> str:
    """The same of what is asked. No language's name starts with one of these words."""
    word = what.partition(" ")[0]
    return word if word in (REGIONS, PAIR, UNITS) else ""


def language_in(what: str) -> str:
    """The language in which facts, regions or a pair are asked."""
    return what.split(" ", _WORDS_BEFORE[kind_in(what)])[-1]


def oids(request: Request) -> tuple[str, ...]:
    """The blobs that a request is about."""
    return blobs_of(request[0]) if kind_of(request) == PAIR else request[:1]
