"""Files of C drawn at random: chains of conditional directives around and inside each other."""

from hypothesis import strategies as st

Texts = st.SearchStrategy[str]


def nested_chains(plain: Texts, openings: Texts, others: Texts) -> Texts:
    """Texts of plain pieces and of chains that an opening, and any other branch, begins."""
    return st.recursive(
        plain,
        lambda inner: st.builds(
            "{}{}{}{}#endif\n{}".format,
            openings,
            inner,
            st.lists(st.builds("{}{}".format, others, inner), max_size=3).map("".join),
            inner.map("#else\n{}".format) | st.just(""),
            inner,
        ),
        max_leaves=12,
    )
