"""Pages of a list, and the Link header that leads from one to the next."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

_DEFAULT, _MOST = 30, 100


def page(rows: Sequence[Any], query: Mapping[str, Any]) -> list[Any]:
    """The part of the rows that is asked for; GitHub takes more than a hundred for a hundred."""
    size, number = _size(query), _number(query)
    return list(rows[(number - 1) * size : number * size])


def link(address: str, query: Mapping[str, Any], count: int) -> dict[str, str]:
    """The header, if there is another page."""
    number = _number(query)
    last = max(1, -(-count // _size(query)))
    pages = {"prev": number - 1, "next": number + 1, "last": last, "first": 1}
    if number >= last:
        del pages["next"], pages["last"]
    if number == 1:
        del pages["prev"], pages["first"]
    links = [
        f'<{address}?{urlencode({**query, "page": target})}>; rel="{name}"'
        for name, target in pages.items()
    ]
    return {"Link": ", ".join(links)} if links else {}


def _size(query: Mapping[str, Any]) -> int:
    return max(1, min(_MOST, int(query.get("per_page", _DEFAULT))))


def _number(query: Mapping[str, Any]) -> int:
    return max(1, int(query.get("page", 1)))
