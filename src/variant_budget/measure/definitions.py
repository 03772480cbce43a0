"""What the finders give: where functions and classes start in blanked code."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Definitions:
    """Offsets in blanked code, each list ascending.

    A definition starts at its first token behind annotations, decorators, access labels and
    template headers. Beside each function stand its name and the offset where its body opens.
    """

    functions: list[int] = field(default_factory=list)
    names: list[bytes] = field(default_factory=list)
    bodies: list[int] = field(default_factory=list)
    classes: list[int] = field(default_factory=list)
