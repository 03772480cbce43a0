"""What a check wants done in the world: values that state the wanted end, never how.

`delivery` makes them from a report; adapters/actions.py and adapters/files.py carry them out.
"""

from typing import Literal, NamedTuple

AnnotationLevel = Literal["error", "warning", "notice"]


class Annotation(NamedTuple):
    """A message that GitHub shows at a place of the change.

    `path` is relative to the repository and uses "/" ("" where no file is meant). `line` and
    `end_line` count from 1 and are both included; None means the file as a whole.
    """

    level: AnnotationLevel
    message: str
    path: str = ""
    line: int | None = None
    end_line: int | None = None
    title: str = ""


class Outputs(NamedTuple):
    """The outputs of the step: pairs of a name of ours and a value, which may be foreign text."""

    values: tuple[tuple[str, str], ...]


class StepSummary(NamedTuple):
    """Markdown to append to the summary of the step.

    `whole_text_at` names the place of the full text, for a reader of one that had to be cut.
    """

    text: str
    whole_text_at: str = ""


class WriteFile(NamedTuple):
    """A result file: `name` is a plain file name in the output folder."""

    name: str
    text: str


Effect = Annotation | Outputs | StepSummary | WriteFile
"""What a runner and a disk are asked for."""
