"""What the finders give: where functions and classes start in blanked code."""


class Definitions:
    """Offsets in blanked code, each list ascending.

    A definition starts at its first token behind annotations, decorators, access labels and
    template headers. Beside each function stand its name and the offset where its body opens.
    """

    __slots__ = ("bodies", "classes", "functions", "names")

    def __init__(self) -> None:
        self.functions: list[int] = []
        self.names: list[bytes] = []
        self.bodies: list[int] = []
        self.classes: list[int] = []
