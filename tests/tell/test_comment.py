"""The draft of a comment: it holds what the comment shows, and no more."""

import re

from variant_budget.adapters.templates import templates
from variant_budget.tell.comment import SHOWN


def test_a_draft_keeps_every_field_that_a_comment_shows() -> None:
    texts = templates()
    asked = set(re.findall(r"\bp\.(\w+)", texts["comment.md.j2"]))
    asked |= set(re.findall(r"\bs\.(\w+)", texts["parts.md.j2"]))

    # What a comment cuts off is not counted in it: the summary of the job has the whole.
    assert asked - {"movers_more"} == set(SHOWN) - {"outcome"}
