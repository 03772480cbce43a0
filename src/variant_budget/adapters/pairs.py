"""Reads the two blobs of a pair, an edited copy and its base, for the workers."""

from collections.abc import Iterator, Sequence

from variant_budget.adapters.workers import OpenBlobs
from variant_budget.domain.pair import blobs_of, join_contents


def pair_blobs(open_blobs: OpenBlobs) -> OpenBlobs:
    """Reads pairs (`pair_id`) as `open_blobs` reads blobs: their contents joined (`join_contents`).

    Each blob is read once, whatever number of pairs it stands in. A pair is left out where one of
    its blobs is.
    """

    def opened(pairs: Sequence[str]) -> Iterator[tuple[str, bytes]]:
        users: dict[str, set[str]] = {}
        # By base, so that of blobs that come in this order one base and one copy are held.
        for pair in sorted(pairs, key=lambda pair: blobs_of(pair)[::-1]):
            for oid in reversed(blobs_of(pair)):
                users.setdefault(oid, set()).add(pair)
        held: dict[str, bytes] = {}
        for oid, content in open_blobs(tuple(users)):
            held[oid] = content
            for pair in sorted(users[oid]):
                copy, base = blobs_of(pair)
                if copy in held and base in held:
                    yield pair, join_contents(held[copy], held[base])
                    _let_go(pair, users, held)

    return opened


def _let_go(pair: str, users: dict[str, set[str]], held: dict[str, bytes]) -> None:
    """Forget the blobs that no other pair waits for."""
    for oid in set(blobs_of(pair)):
        users[oid].discard(pair)
        if not users[oid]:
            del held[oid]
