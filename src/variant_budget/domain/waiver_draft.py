"""An exception that nobody has approved yet: what is known of it, and TODO for the rest."""

import re
from typing import NamedTuple

TODO = "TODO"
# What YAML reads as the text that stands there: no indicator, number, date, boolean or null.
_PLAIN = re.compile(r"[A-Za-z][\w./-]*(?: [\w./-]+)*", re.ASCII)
_WORDS = re.compile(r"(?i)(?:y|n|yes|no|on|off|true|false|null)")


class WaiverDraft(NamedTuple):
    """The fields of an entry of exceptions.yml as text; "" for those that do not belong there."""

    budget: str
    variant: str
    metric: str = TODO
    limit: str = "hard"
    ceiling: str = TODO
    id: str = TODO
    dimension: str = ""
    since: str = ""
    owned: str = ""
    reason: str = TODO
    approved_by: str = TODO
    approved_on: str = TODO
    expires_on: str = TODO
    ticket: str = TODO
    refactoring_plan: str = TODO

    @property
    def text(self) -> str:
        """The entry as YAML, ready to stand in the list of exceptions."""
        lines = [
            f"    {name}: {value if name in _BARE else _quoted(value)}\n"
            for name in _ORDER
            if (value := getattr(self, name))
        ]
        return "  - " + "".join(lines)[4:]


_ORDER = (
    *("id", "budget", "dimension", "variant", "metric", "limit", "ceiling", "since", "owned"),
    *("reason", "approved_by", "approved_on", "expires_on", "ticket", "refactoring_plan"),
)
"""The fields as people read them."""
_BARE = frozenset(["ceiling", "owned", "approved_on", "expires_on"])
"""Numbers and days, which stand without quotes."""


def _quoted(text: str) -> str:
    """A text of any characters as one YAML scalar."""
    if _PLAIN.fullmatch(text) and not _WORDS.fullmatch(text):
        return text
    return f'"{"".join(map(_escaped, text))}"'


def _escaped(character: str) -> str:
    if character in '"\\':
        return f"\\{character}"
    if character.isprintable():
        return character
    number = ord(character)
    return f"\\x{number:02x}" if number < 0x100 else f"\\U{number:08x}"
