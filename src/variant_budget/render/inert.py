"""Foreign text -> Markdown that GitHub shows as that text.

Sink: Markdown that GitHub renders. `inert` is the one escape function: the template engine puts
every value through it, so a template cannot forget. The template's own text is ours.
"""

import re

from variant_budget.domain.summary import BudgetLine, Sentence
from variant_budget.render.visible import visible

LONGEST_NAME = 24
LONGEST_WORD = 40
_LONG_WORD = re.compile(rf"(\S{{{LONGEST_WORD + 1},}})")
_PARTS = re.compile(
    rf".{{1,{LONGEST_WORD}}}\Z|.{{8,{LONGEST_WORD - 1}}}/|.{{8,{LONGEST_WORD - 1}}}[_.-]|.{{{LONGEST_WORD}}}"
)

# GitHub makes mentions, references, commit links and emoji after Markdown is rendered, in each run
# of text; links from bare addresses while it is. An empty comment ends the run and the address.
_BREAK = "<!-- -->"
_ACTIVE = re.compile(
    r"""(?P<broken> @(?=\S) | \#(?=\d) | (?<![^\W_])[Gg][Hh]-(?=\d) | :(?=//|[\w+-]+:)
                  | (?<![^\W_])[Ww]{3}(?=\.) )
      | (?P<commit> (?<![^\W_])[0-9A-Fa-f]{7,64}(?![^\W_]) )
      | (?P<dollar> \$ )
      | (?P<html>   [<>] | &(?=[#\w]) )
      | (?P<mark>   [\\`*\[\]|~] | (?<!\w)_++ | _++(?!\w) )""",
    re.VERBOSE | re.ASCII,
)
_HTML = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}
# What makes a block where a line starts; `::` there is a command to a runner that prints it.
_BLOCK = re.compile(r"(\d{1,9}(?=[.)](?:\s|\Z))|(?=[-+](?:\s|\Z)|#+(?:\s|\Z)|[-=][-=\s]*\Z|::))")
# Nothing in it ends a code span or a table's cell, or would be a reference anywhere else.
_TEAM = re.compile(r"@?[A-Za-z0-9][A-Za-z0-9-]*/[\w.-]+", re.ASCII)
_TAME = re.compile(r"(?:[\w./{}()*+,=%-]|:(?=\d))+", re.ASCII)


class Written(str):
    """Text that is Markdown already."""

    __slots__ = ()


def inert(text: object) -> Written:
    """Foreign text as Markdown that shows it as it is: no link, mention, image, HTML or table end.

    Long words get places to break, so that they widen no table.
    """
    if isinstance(text, Written):
        return text
    shown = visible(str(text))
    if shown.endswith(" "):
        # A space before the end would keep "**" from ending what is strong.
        return Written(f"{_starting(shown[:-1])}&#32;")
    return Written(_starting(shown))


def _starting(shown: str) -> str:
    """The text where a line may start."""
    if shown.startswith(" "):
        return f"&#32;{_inline(shown[1:])}"
    block = _BLOCK.match(shown)
    if block is None:
        return _inline(shown)
    return f"{_active(block[0])}\\{_inline(shown[block.end() :])}"


def _inline(shown: str) -> str:
    """The text where no line starts."""
    return "<wbr>".join(map(_active, _pieces(shown)))


def _pieces(text: str) -> list[str]:
    """The text cut at the places where a long word may be broken."""
    pieces = [""]
    for at, run in enumerate(_LONG_WORD.split(text)):
        first, *others = _PARTS.findall(run) if at % 2 else [run]
        pieces[-1] += first
        pieces += others
    return pieces


def _active(text: str) -> str:
    return _ACTIVE.sub(_escaped, text)


def _escaped(found: "re.Match[str]") -> str:
    text = found[0]
    match found.lastgroup:
        case "broken":
            return f"{text}{_BREAK}"
        case "commit":
            return _BREAK.join(text[at : at + 6] for at in range(0, len(text), 6))
        case "dollar":
            # GitHub's own way to show a dollar that starts no formula.
            return "<span>$</span>"
        case "html":
            return _HTML[text]
        case _:
            return "".join(f"\\{character}" for character in text)


def folded(text: object) -> Written:
    """Foreign text for the title of a folded section, where HTML counts and Markdown does not."""

    def escaped(found: "re.Match[str]") -> str:
        return found[0] if found.lastgroup == "mark" else _escaped(found)

    return Written("<wbr>".join(_ACTIVE.sub(escaped, part) for part in _pieces(visible(str(text)))))


def cell(text: object, width: int = 14) -> Written:
    """Foreign text in a table, in lines of at most so many characters: a table grows no wider."""
    return Written("<br>".join(map(_active, _lines(text, width))))


def _lines(text: object, width: int) -> list[str]:
    end = rf".{{1,{width}}}"
    return re.findall(rf"{end}\Z|{end}(?<= )|{end}(?<=[/_.-])|{end}", visible(str(text)))


def code(text: object, width: int = 0) -> Written:
    """Foreign text in a code font, where GitHub makes no references; in a table with a width."""
    if not text:
        return Written("")
    if _TAME.fullmatch(str(text)) and len(str(text)) <= (width or LONGEST_WORD):
        return Written(f"`{text}`")
    # GitHub's style sheet hides a line break inside of a code element.
    lines = map(_active, _lines(text, width)) if width else [inert(text)]
    return Written("<br>".join(f"<code>{line}</code>" for line in lines))


def mention(team: str) -> Written:
    """A team that is meant to be told. The policy names it, and admits these characters alone."""
    return Written(f"@{team.removeprefix('@')}") if _TEAM.fullmatch(team) else inert(team)


def name(line: BudgetLine) -> Written:
    """Whose line it is, by which metric, and what its figures do not say."""
    told = f"{cell(line.budget)} · **{cell(line.variant)}**"
    if len(line.budget) + len(line.variant) > LONGEST_NAME:
        told = f"{cell(line.budget)} ·<br>**{cell(line.variant)}**"
    below = ", ".join(filter(None, (line.metric, line.remark)))
    return Written(f"{told}<br><sub>{cell(below, 24)}</sub>" if below else told)


def sentence(spans: Sentence) -> Written:
    """A sentence with its strong and its literal parts."""
    parts: list[str] = []
    for span in spans:
        if span.code:
            parts.append(code(span.text))
        elif span.strong:
            parts.append(f"**{inert(span.text)}**")
        else:
            parts.append((_inline if any(parts) else _starting)(visible(span.text)))
    return Written("".join(parts))


def fenced(text: str) -> Written:
    """Several lines, ready to copy, in a fence longer than any run of backticks in them."""
    lines = [visible(line) for line in text.splitlines()]
    longest = max((len(run) for line in lines for run in re.findall("`+", line)), default=0)
    fence = "`" * max(3, longest + 1)
    return Written("\n".join([f"{fence}yaml", *lines, fence]))
