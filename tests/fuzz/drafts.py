"""Files that another run is said to have written: the rows of a comment, a report for the log."""

import json

from tests import github_page
from tests.fuzz.line import ROOT, Line
from tests.fuzz.target import Target, refused, words_in
from tests.fuzz.trees import json_changed
from tests.fuzz.wrong import WrongError
from tests.render.summaries import hostile, summary
from variant_budget.adapters.templates import templates
from variant_budget.domain.posts import CommentDraft
from variant_budget.domain.summary import Span
from variant_budget.domain.violation import PastReport, violations_of
from variant_budget.errors import MeasureError
from variant_budget.readback import read_back
from variant_budget.render.json_report import render
from variant_budget.render.markdown import render_comment

_PAGE = "https://github.com/acme/line/actions/runs/1"
_LONGEST = 65_536


def _draft(data: bytes) -> str:
    """A comment holds no link but ours, no picture, and fits; or the file is refused."""
    try:
        draft = read_back(CommentDraft, data, "")
    except MeasureError as error:
        return refused(error.problems, data)
    text = render_comment(draft, (Span("foot"),), _PAGE, templates())
    if len(text) > _LONGEST:
        raise WrongError("GitHub takes no comment of this length")
    shown = github_page.elements(github_page.html(text))
    if "img" in shown or shown.count("a") > 1:
        raise WrongError(f"a comment with elements of its own: {shown}")
    return "shown"


def _log(data: bytes) -> str:
    try:
        return f"{len(violations_of(read_back(PastReport, data, '')))} violations"
    except MeasureError as error:
        return refused(error.problems, data)


def _whole_draft(data: bytes, line: Line) -> str:
    """Off a workflow_run the command is refused, whatever the file holds."""
    code = line.ran("comment", line.write("comment.json", data))
    if code != 2:
        raise WrongError(f"exit code {code} where nothing may be said")
    return "exit 2"


def _whole_log(data: bytes, line: Line) -> str:
    code = line.ran("violations", line.write("past.json", data))
    if code != (3 if _log(data).startswith("refused") else 0):
        raise WrongError(f"exit code {code} of a file that is {_log(data)}")
    return f"exit {code}"


_DRAFTS = tuple(
    render(CommentDraft(1, "policy.yml", affected=True, summary=each)).encode()
    for each in (summary(), hostile("a @b <c> [d](e) |"))
)
_REPORTS = tuple(
    path.read_bytes() for path in sorted((ROOT / "tests/golden").glob("*/report.json"))
)[:6]
_WORDS = words_in(_DRAFTS, *sorted(json.loads(_DRAFTS[0])["summary"]))
TARGETS = (
    Target("comment", _DRAFTS, json_changed, _WORDS, _draft, _whole_draft),
    Target("violations", _REPORTS, json_changed, ("hard-breach", "override"), _log, _whole_log),
)
