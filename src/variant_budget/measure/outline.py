"""A text as the readers of statements see it: code, brackets, and where symbols may stand."""

from bisect import bisect_left
from functools import cached_property

from variant_budget.measure.brackets import closes, without_directives
from variant_budget.measure.chains import Arm
from variant_budget.measure.conditions import condition
from variant_budget.measure.grammar import STATEMENTS
from variant_budget.measure.languages import LANGUAGE
from variant_budget.measure.lexicon import Lexicon

_STEP = 256
_SPACE = 32


class Outline:
    """All offsets are those of `text`; `code` is blanked, its directives too."""

    def __init__(self, text: bytes, code: bytes, language: str, lexicon: Lexicon) -> None:
        self.text = text
        self.language = language
        self.lexicon = lexicon
        self.grammar = STATEMENTS[language]
        self.code, self._turns = without_directives(code, LANGUAGE[language].definitions)
        self.places = [at for at in lexicon.places(text) if self.code[at] > _SPACE]

    @cached_property
    def closes(self) -> dict[int, int]:
        """Offset of each opening bracket that is closed -> that of the closing one."""
        return closes(self.code, self._turns)

    def holds(self, start: int, end: int) -> bool:
        """Whether a symbol may stand between two offsets."""
        at = bisect_left(self.places, start)
        return at < len(self.places) and self.places[at] < end

    def written(self, start: int, end: int) -> str:
        """What stands between two offsets, without comments, on one line."""
        code, text = self.code[start:end], self.text[start:end]
        kept = bytes(
            byte if shown > _SPACE else _SPACE for byte, shown in zip(text, code, strict=True)
        )
        return " ".join(kept.decode("utf-8", "replace").split())

    def when(self, start: int, end: int, span: tuple[int, int], follows: int) -> Arm:
        """The branch of an `if` whose condition stands in `span`."""
        text = self.written(*span)
        return Arm(start, end, condition(text, self.grammar, self.lexicon), text, follows)

    def on_one_line(self, start: int, end: int) -> bool:
        return self.code.find(b"\n", start, end) < 0

    def behind(self, end: int, start: int) -> int:
        """The offset behind the last code before `end`, at least `start`."""
        while end > start:
            piece = self.code[max(start, end - _STEP) : end]
            kept = piece.rstrip()
            if kept:
                return end - len(piece) + len(kept)
            end -= len(piece)
        return start
