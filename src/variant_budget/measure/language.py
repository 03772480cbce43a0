"""A language's row: how it is named, recognised, spelled and measured."""

from typing import NamedTuple


class Language(NamedTuple):
    """One row of the table. Words in one text are separated by spaces.

    `tokens` names the comments and strings of `spellings`, longest first where one starts another.
    `decisions` names a list of `decisions`, `definitions` a finder of `definitions`; both are empty
    where the row measures lines of code only. A page is markup with scripts in it.
    """

    name: str
    suffixes: str
    tokens: tuple[str, ...]
    files: str = ""
    decisions: str = ""
    definitions: str = ""
    heredocs: tuple[str, ...] = ()
    is_page: bool = False
