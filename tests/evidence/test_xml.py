"""XML by whoever wrote it: read in a stream, repaired, or refused; nothing grows, nothing is fetched."""

import socket
import time
import tracemalloc
from collections.abc import Iterator

import pytest

from tests.evidence.pieces import in_pieces, slugs
from variant_budget.domain.evidence import Remark, UnreadableError
from variant_budget.evidence.xml import DEEPEST, LONGEST_TAG, MOST_ATTRIBUTES, read_xml


class _Seen:
    """Every element that was opened, and the name it has."""

    def __init__(self) -> None:
        self.elements: list[tuple[str, str | None]] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.elements.append((name, attributes.get("name")))

    def end(self, name: str) -> None:
        assert name in {seen for seen, _ in self.elements}


def read(data: bytes, size: int = 1_000_000) -> tuple[list[str | None], tuple[Remark, ...]]:
    """The names of all elements, and what was repaired."""
    seen, remarks = read_xml(in_pieces(data, size), _Seen)
    return [name for _, name in seen.elements], remarks


def refusal(data: bytes) -> str:
    with pytest.raises(UnreadableError) as caught:
        read(data)
    return caught.value.remark.slug


def told(data: bytes, size: int) -> list[str]:
    """What is odd about a report that is read, or refused."""
    try:
        return slugs(read(data, size)[1])
    except UnreadableError as error:
        return [error.remark.slug]


def laughs() -> bytes:
    """Ten entities, each ten of the one before."""
    entities = b'<!ENTITY a0 "ha">' + b"".join(
        b'<!ENTITY a%d "%s">' % (at, b"&a%d;" % (at - 1) * 10) for at in range(1, 10)
    )
    return b"<!DOCTYPE s [" + entities + b"]><s>&a9;</s>"


BOMBS = {
    "a billion laughs": laughs(),
    "in an attribute": laughs().replace(b"<s>&a9;</s>", b'<s name="&a9;"/>'),
    "a large entity, often": b'<!DOCTYPE s [<!ENTITY a "%s">]><s>%s</s>'
    % (b"x" * 200_000, b"&a;" * 5_000),
    "parameter entities": b'<!DOCTYPE s [<!ENTITY % p "x"> %p;]><s/>',
    "a file of the machine": b'<!DOCTYPE s [<!ENTITY f SYSTEM "file:///etc/passwd">]><s>&f;</s>',
    "an empty DTD of its own": b"<!DOCTYPE s []><s/>",
    "in UTF-16": laughs().decode().encode("utf-16"),
}


@pytest.mark.parametrize("data", [pytest.param(b, id=name) for name, b in BOMBS.items()])
def test_a_dtd_in_the_file_is_refused_before_it_grows(data: bytes) -> None:
    tracemalloc.start()
    start = time.perf_counter()
    try:
        assert refusal(data) == "report-has-dtd"
        assert tracemalloc.get_traced_memory()[1] < 10_000_000
    finally:
        tracemalloc.stop()
    assert time.perf_counter() - start < 1


@pytest.fixture
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a socket was opened")

    for name in ("socket", "create_connection", "getaddrinfo"):
        monkeypatch.setattr(socket, name, refuse)


@pytest.mark.usefixtures("_no_network")
@pytest.mark.parametrize(
    "doctype",
    [
        b'<!DOCTYPE s SYSTEM "http://reports.invalid/s.dtd">',
        b"<!DOCTYPE s PUBLIC '-//x//EN' 'http://reports.invalid/s.dtd'>",
        b"<!DOCTYPE s>",
    ],
)
def test_a_dtd_elsewhere_is_passed_over(doctype: bytes) -> None:
    assert read(b'<?xml version="1.0"?>' + doctype + b'<s name="a"/>') == (["a"], ())


@pytest.mark.parametrize("before", ["", " " * 3_000, "<!-- <!DOCTYPE s> -->"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_dtd_elsewhere_never_makes_names_shorter(before: str, encoding: str) -> None:
    """Expat would leave out the entity, where the DTD is not passed over."""
    data = f'{before}<!DOCTYPE s SYSTEM "s.dtd"><s name="a&b;.py"/>'.encode(encoding)

    assert refusal(data) in ("report-has-dtd", "report-broken")


@pytest.mark.parametrize("length", [100, 1_100, 4_000, 4_200, 20_000])
def test_a_long_doctype_has_one_answer_wherever_a_piece_ends(length: int) -> None:
    """Found by the fuzzer: one that ended behind the first bytes was passed over in one piece."""
    data = b"<!DOCTYPE s" + b" " * length + b'SYSTEM "s.dtd"><s/>'

    expected = [] if length < 4_096 else ["report-has-dtd"]
    assert [told(data, size) for size in (1, 7, 1_000_000)] == [expected] * 3


@pytest.mark.parametrize("letter", ["e", "\u00e9"])
def test_the_longest_tag_is_measured_alike_behind_any_letters(
    letter: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("variant_budget.evidence.xml.LONGEST_TAG", 1_000)
    before = f'<?xml version="1.0" encoding="windows-1252"?><s>{letter * 100_000}'
    data = f'{before}<c name="{"z" * 50_000}"/></s>'.encode("windows-1252")

    with pytest.raises(UnreadableError, match="a tag or comment is longer than"):
        read(data, 1_000)


def test_entities_of_a_dtd_elsewhere_do_not_vanish_from_names() -> None:
    doctype = b'<!DOCTYPE s SYSTEM "http://reports.invalid/s.dtd">'
    assert refusal(doctype + b'<s><c name="a&front;"/><c name="a&rear;"/></s>') == "report-broken"


TEXT = '<?xml version="1.0" encoding="%s"?>\n<s name="Prüfung"/>'
ENCODINGS = {
    "none declared": TEXT.replace(' encoding="%s"', "").encode(),
    "utf-8": (TEXT % "UTF-8").encode(),
    "utf8, which XML does not know": (TEXT % "utf8").encode(),
    "latin-1": (TEXT % "ISO-8859-1").encode("latin-1"),
    "windows-1252": (TEXT % "windows-1252").encode("cp1252"),
    "mark of UTF-8": b"\xef\xbb\xbf" + (TEXT % "utf-8").encode(),
    "mark of UTF-8 beside another word": b"\xef\xbb\xbf" + (TEXT % "ISO-8859-1").encode(),
    "UTF-16 with a mark": (TEXT % "utf-16").encode("utf-16"),
    "UTF-16 big end first": b"\xfe\xff" + (TEXT % "utf-16").encode("utf-16-be"),
    "UTF-16 without a mark": (TEXT % "utf-16").encode("utf-16-le"),
    "UTF-32 with a mark": (TEXT % "utf-32").encode("utf-32"),
}
FAR_EAST = {
    name: f'<?xml version="1.0" encoding="{name}"?><s name="中文"/>'.encode(name)
    for name in ("shift_jis", "euc-jp", "gbk", "big5", "gb18030")
}
WRONG = {
    "UTF-8 in latin-1": (TEXT % "utf-8").encode("latin-1"),
    "nobody's encoding": (TEXT % "x-line-7").encode(),
    "no encoding of text": (TEXT % "base64").encode(),
    "one that raises": (TEXT % "undefined").encode(),
    "of host names": (TEXT % "idna").encode(),
    "UTF-16 in one byte a letter": (TEXT % "utf-16").encode(),
    "UTF-32 in one byte a letter": (TEXT % "utf-32").encode(),
    "half a letter at the end": b'<s name="Pr\xc3\xbcfung"/><!-- \xc3',
    "half a letter in gbk": (TEXT % "gbk").encode("ascii", "ignore") + b"<!-- \x81",
}
BEHIND_UTF_16 = ("gbk", "utf-7", "shift_jis", "base64", "x-line-7", "koi8-r", "utf-32")
"""What a file in UTF-16 may say that it is: several bytes a letter, no encoding of text, none at all."""
SIZES = [1, 2, 3, 7, 1_000_000]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("data", [pytest.param(d, id=name) for name, d in ENCODINGS.items()])
def test_encodings_that_are_right_are_read_without_a_word(data: bytes, size: int) -> None:
    assert read(data, size) == (["Prüfung"], ())


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("data", [pytest.param(d, id=name) for name, d in FAR_EAST.items()])
def test_encodings_of_several_bytes_a_letter_are_read(data: bytes, size: int) -> None:
    assert read(data, size) == (["中文"], ())


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("data", [pytest.param(d, id=name) for name, d in WRONG.items()])
def test_an_encoding_that_is_wrong_is_told_or_refused_and_is_no_crash(
    data: bytes, size: int
) -> None:
    assert told(data, size) in (["report-repaired"], ["report-broken"], ["report-cut-off"])


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", BEHIND_UTF_16)
def test_what_a_file_in_utf_16_says_that_it_is_is_told_and_its_mark_is_right(
    name: str, size: int
) -> None:
    found, remarks = read((TEXT % name).encode("utf-16"), size)

    assert (found, [remark.slug for remark in remarks]) == (["Prüfung"], ["report-repaired"])


ILLEGAL = {
    "NUL": b"\0",
    "escape": b"\x1b",
    "reference to NUL": b"&#0;",
    "reference to escape": b"&#27;",
    "in hexadecimal": b"&#x1b;",
    "half of a pair": b"&#xD800;",
    "no character": b"&#xFFFE;",
    "beyond all": b"&#x110000;",
    "as bytes": b"\xef\xbf\xbe",
    "half of a pair as bytes": b"\xed\xa0\x80",
}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("sign", [pytest.param(s, id=name) for name, s in ILLEGAL.items()])
def test_characters_that_xml_forbids_are_replaced_wherever_a_piece_ends(
    sign: bytes, size: int
) -> None:
    (_, name, _), remarks = read(b'<s><c name="a' + sign + b'b"/>&amp;<c name="z"/></s>', size)
    assert name is not None
    assert name.strip("\ufffd") != "ab"
    assert name.replace("\ufffd", "") == "ab"
    assert slugs(remarks) == ["report-repaired"]


@pytest.mark.parametrize("size", SIZES)
def test_what_is_legal_stays_beside_what_is_repaired(size: int) -> None:
    data = b'<s><c name="\x1b"/><c name="&lt;&amp;&#233;&#x1F600; &quot;"/></s>'
    (_, _, name), _ = read(data, size)
    assert name == '<&é😀 "'


BROKEN = {
    "nothing": (b"", "report-empty"),
    "a mark alone": (b"\xef\xbb\xbf", "report-empty"),
    "blanks": (b"  \n ", "report-cut-off"),
    "cut in a tag": (b'<s><c name="a', "report-cut-off"),
    "cut in its first tag": (b"<testsui", "report-cut-off"),
    "cut behind a tag": (b"<s><c/>", "report-cut-off"),
    "cut in text": (b"<s><![CDATA[abc", "report-cut-off"),
    "two roots": (b"<s/><s/>", "report-broken"),
    "no XML": (b'{"tests": 1}', "report-broken"),
    "zeros": (b"\0" * 100, "report-broken"),
    "an attribute twice": (b'<s name="a" name="b"/>', "report-broken"),
    "an ampersand": (b'<s name="a & b"/>', "report-broken"),
    "an entity of HTML": (b'<s name="a&nbsp;b"/>', "report-broken"),
    "ends that cross": (b"<s><a></s></a>", "report-broken"),
    "EBCDIC": ('<?xml version="1.0" encoding="cp037"?><s/>'.encode("cp037"), "report-broken"),
}


@pytest.mark.parametrize(
    ("data", "slug"), [pytest.param(*each, id=name) for name, each in BROKEN.items()]
)
def test_what_is_no_whole_xml_is_refused(data: bytes, slug: str) -> None:
    assert refusal(data) == slug


def test_elements_stand_only_so_deep() -> None:
    assert len(read(b"<s>" * DEEPEST + b"</s>" * DEEPEST)[0]) == DEEPEST
    assert refusal(b"<s>" * (DEEPEST + 1)) == "report-too-deep"


def test_an_element_has_only_so_many_attributes() -> None:
    attributes = b" ".join(b'a%d=""' % at for at in range(MOST_ATTRIBUTES + 1))
    assert refusal(b"<s %s/>" % attributes) == "report-broken"


def test_a_file_is_only_so_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("variant_budget.evidence.xml.MOST_BYTES", 1_000)
    assert refusal(b"<s>" + b" " * 1_000 + b"</s>") == "report-too-large"


ENDLESS = {"attribute": b'<s name="', "comment": b"<s><!--", "instruction": b"<s><?p "}


@pytest.mark.parametrize("start", [pytest.param(s, id=name) for name, s in ENDLESS.items()])
def test_one_tag_or_comment_is_only_so_long(start: bytes) -> None:
    def endless() -> Iterator[bytes]:
        yield start
        for _ in range(4 * LONGEST_TAG // 1_000_000):
            yield b"a" * 1_000_000

    with pytest.raises(UnreadableError) as caught:
        read_xml(endless, _Seen)
    assert caught.value.remark.slug == "report-too-large"


@pytest.mark.parametrize(
    "text", [pytest.param((b"", b""), id="text"), pytest.param((b"<![CDATA[", b"]]>"), id="CDATA")]
)
def test_text_may_be_longer_than_a_tag(text: tuple[bytes, bytes]) -> None:
    def long() -> Iterator[bytes]:
        yield b"<s>" + text[0]
        for _ in range(LONGEST_TAG // 1_000_000 + 5):
            yield b"a" * 1_000_000
        yield text[1] + b'<c name="z"/></s>'

    seen, remarks = read_xml(long, _Seen)
    assert (seen.elements, remarks) == ([("s", None), ("c", "z")], ())


def test_names_are_local_whatever_their_namespace() -> None:
    seen, _ = read_xml(in_pieces(b'<s xmlns="urn:a" xmlns:b="urn:b"><b:c name="z"/></s>'), _Seen)
    assert seen.elements == [("s", None), ("c", "z")]
