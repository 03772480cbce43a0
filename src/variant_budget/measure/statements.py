"""Text -> its branches by statements: `if`, `switch`, `match`, `when`, `case` and their kin.

Each family of languages has its reader of structure; all read near symbols only, so that a large
file with few of them is cheap. Not seen: early returns, choices within a line, tables of functions.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache

from variant_budget.measure.chains import Chain, layer_of
from variant_budget.measure.languages import LANGUAGE
from variant_budget.measure.layer import Layer
from variant_budget.measure.lexicon import Lexicon
from variant_budget.measure.lexing import NOTHING, blank
from variant_budget.measure.outline import Outline
from variant_budget.measure.source import SCRIPT, parts_of

_Reader = Callable[[Outline], Iterator[Chain]]


@cache
def _readers(family: str) -> tuple[_Reader, ...]:  # noqa: PLR0911 - one return for each family
    """The readers of a family of languages. Imported when first used: all take 17 ms to compile."""
    if family == "python":
        from variant_budget.measure.indents import indented_chains

        return (indented_chains,)
    if family == "ruby":
        from variant_budget.measure.ends import ended_chains

        return (ended_chains,)
    if family not in _BRACES:
        return ()
    from variant_budget.measure.cases import case_chains
    from variant_budget.measure.ifs import if_chains

    if family not in _MATCHES:
        return if_chains, case_chains
    from variant_budget.measure.matches import match_chains

    if family == "kotlin":
        return if_chains, match_chains
    if family == "rust":
        from variant_budget.measure.attributes import attribute_chains

        return if_chains, match_chains, attribute_chains
    return if_chains, case_chains, match_chains


# Not one in which a comment ends that began before it: code may follow.
_DIRECTIVE = re.compile(
    rb"\n(?<!\\\n)[ \t]*+#"
    rb"(?>(?:[^\n\\*/]++|/\*[^\n*]*+\*/|/|\*(?!/)|\\(?s:.))*)(?=\n|\Z)"
)
_RAW_STRING = b'R"'
_MATCHES = frozenset({"csharp", "php", "kotlin", "rust"})
_BRACES = _MATCHES | {"c", "java", "script", "go", "swift"}


def statement_layer(text: bytes, language: str, lexicon: Lexicon) -> Layer:
    """The branches by statements whose chain holds a symbol, and the lines in them.

    `text` is what `text_of` gives. Nothing where the language has no reader.
    """
    family = LANGUAGE[language].definitions
    if family == "c" and _only_in_directives(text, lexicon):
        return Layer([], [], [])
    readers = _readers(family)
    if not readers:
        return Layer([], [], [])
    code = _code(text, language)
    outline = Outline(text, code, language, lexicon)
    chains = [chain for reader in readers if outline.places for chain in reader(outline) if chain]
    if language == "Go":
        from variant_budget.measure.constraints import constraint_chains

        chains += constraint_chains(outline)
    return layer_of(outline.code, chains)


def _only_in_directives(text: bytes, lexicon: Lexicon) -> bool:
    """Whether no statement of C can hold a symbol; False where that takes lexing to know.

    Most files with symbols are such, and to lex one costs more than all else here.
    """
    return _RAW_STRING not in text and not lexicon.occurs(_DIRECTIVE.sub(b"", text))


def _code(text: bytes, language: str) -> bytes:
    """Blanked code; of a page, its scripts."""
    if not LANGUAGE[language].is_page:
        return blank(text, language)
    parts = ((part, text[part.first : part.end]) for part in parts_of(text, language))
    return b"".join(
        blank(piece, SCRIPT) if part.language == SCRIPT else piece.translate(NOTHING)
        for part, piece in parts
    )
