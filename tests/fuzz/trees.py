"""Structure-aware changes: values of JSON and YAML, elements of XML. A change keeps the syntax."""

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Sequence
from copy import deepcopy
from itertools import islice
from random import Random
from typing import Any

import yaml

Words = Sequence[str]
Spot = tuple[Any, Any]
"""A container of JSON or YAML, and the key or index of a value in it."""

# libyaml where the wheel has it, as the product: it takes a tab where PyYAML's own does not.
YAML_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,15})?")
MOST_ELEMENTS = 2_000
DEEP = (2, 15, 25, 90, 250, 3_000)
ODD: tuple[object, ...] = (
    *(None, True, False, 0, -1, 1, 100, 100.0001, 1e308, 5e-324, 10**30, 2**63, float("nan")),
    *("", " ", "\n", "x" * 300, "null", "yes", "2026-02-30", "0x1F", "1_000", "12:30:00", ".inf"),
    *("*", "**", "a/**/b/**/c", "!x", "{variant}", "src/{variant}/{variant}/", "/", "..", "\\"),
    *("@everyone", "<img src=x>", "[a](b)", "::error::x", "\u202ex", "\ud800", "\0", "é" * 200),
    *([], {}, [[]], {"": None}, ["a", "a"], {"a": {"a": {"a": {}}}}),
)


def json_changed(data: bytes, rng: Random, words: Words) -> bytes:
    """JSON with another value somewhere; the bytes as they are where they are no JSON."""
    try:
        tree = json.loads(data)
    except (ValueError, RecursionError):
        return data
    told = json.dumps(_tree_changed(tree, rng, words), ensure_ascii=rng.random() < 0.5)
    return told.encode("utf-8", "surrogatepass")


def yaml_changed(data: bytes, rng: Random, words: Words) -> bytes:
    """YAML with another value somewhere, written in one of its styles."""
    try:
        # What aliases name is written out by every writer: of a bomb, nothing is left to change.
        if any(
            isinstance(event, yaml.AliasEvent) for event in yaml.parse(data, Loader=YAML_LOADER)
        ):
            return data
        tree = yaml.load(data, Loader=YAML_LOADER)  # noqa: S506 - a safe loader: texts alone
    except (yaml.YAMLError, RecursionError, UnicodeDecodeError):
        return data
    tree = _tree_changed(_plain(tree), rng, words)
    if rng.random() < 0.2:
        return json.dumps(tree, ensure_ascii=False).encode("utf-8", "surrogatepass")
    flow = rng.choice((None, True, False))
    told = yaml.dump(
        tree, Dumper=_Dumper, default_flow_style=flow, sort_keys=False, allow_unicode=True
    )
    return str(told).encode("utf-8", "surrogatepass")


class _Dumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]
    """A value that stands twice is written twice, and not as an alias."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - PyYAML's name
        return True


def _plain(tree: Any) -> Any:
    """Texts that are numbers as such, so that they are written without quotes."""
    if isinstance(tree, dict):
        return {key: _plain(value) for key, value in tree.items() if isinstance(key, str)}
    if isinstance(tree, list):
        return [_plain(each) for each in tree]
    if isinstance(tree, str) and _NUMBER.fullmatch(tree):
        return float(tree) if "." in tree else int(tree)
    return {"true": True, "false": False}.get(tree, tree)


def _spots(tree: Any) -> list[Spot]:
    found: list[Spot] = []
    waiting = [tree]
    while waiting:
        each = waiting.pop()
        keys: Any = ()
        if isinstance(each, dict):
            keys = list(each)
        elif isinstance(each, list):
            keys = range(len(each))
        found += [(each, key) for key in keys]
        waiting += [each[key] for key in keys]
    return found


def _tree_changed(tree: Any, rng: Random, words: Words) -> Any:
    spots = _spots(tree)
    if not spots:
        return rng.choice(ODD)
    for _ in range(rng.choice((1, 1, 2))):
        container, key = rng.choice(spots)
        try:
            rng.choice(_TREE)(container, key, rng, (words, spots))
        except (KeyError, IndexError, RecursionError):
            continue  # an earlier change took it away
    return tree


_More = tuple[Words, list[Spot]]


def _replace(container: Any, key: Any, rng: Random, _: _More) -> None:
    container[key] = deepcopy(rng.choice(ODD))


def _word(container: Any, key: Any, rng: Random, more: _More) -> None:
    container[key] = rng.choice(more[0])


def _remove(container: Any, key: Any, _: Random, __: _More) -> None:
    del container[key]


def _rename(container: Any, key: Any, rng: Random, more: _More) -> None:
    if isinstance(container, dict):
        container[rng.choice(more[0])] = container.pop(key)
    else:
        container.insert(key, deepcopy(container[key]))


def _graft(container: Any, key: Any, rng: Random, more: _More) -> None:
    other, place = rng.choice(more[1])
    container[key] = deepcopy(other[place])


def _wrap(container: Any, key: Any, rng: Random, more: _More) -> None:
    for _ in range(rng.choice(DEEP[:3])):
        container[key] = (
            [container[key]] if rng.random() < 0.5 else {rng.choice(more[0]): container[key]}
        )


def _many(container: Any, key: Any, rng: Random, _: _More) -> None:
    times = rng.choice((3, 30, 400))
    if isinstance(container, dict):
        text = str(key)[:20]
        container.update({f"{text}{number}": container[key] for number in range(times)})
    else:
        container[key:key] = [container[key]] * times


_TREE: tuple[Callable[[Any, Any, Random, _More], None], ...] = (
    *(_replace, _replace, _word, _remove, _rename, _rename, _graft, _wrap, _many),
)


def xml_changed(data: bytes, rng: Random, words: Words) -> bytes:
    """XML with another element or attribute somewhere; the bytes where they are no XML."""
    try:
        root = ET.fromstring(data)  # noqa: S314 - seeds and what was drawn from them
    except (ET.ParseError, LookupError, ValueError):
        return data
    parents = [each for each in root.iter() if len(each)] or [root]
    for _ in range(rng.choice((1, 1, 2, 4))):
        # What was doubled may be doubled again.
        if len(list(islice(root.iter(), MOST_ELEMENTS))) == MOST_ELEMENTS:
            break
        rng.choice(_XML)(rng.choice(parents), rng, words)
    encoding = rng.choice(("utf-8", "utf-8", "unicode", "utf-16", "us-ascii", "iso-8859-1"))
    told = ET.tostring(root, encoding, xml_declaration=rng.random() < 0.5)
    told = told.encode("utf-8", "surrogatepass") if isinstance(told, str) else told
    return rng.choice(PROLOGS) + told if rng.random() < 0.2 else told


PROLOGS = (
    b'<!DOCTYPE t [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>',
    b'<!DOCTYPE coverage SYSTEM "http://reports.invalid/x.dtd">',
    b'<!DOCTYPE t SYSTEM "file:///etc/passwd">',
    b'<?xml version="1.0" encoding="utf-7"?>',
    b'<?xml version="1.0" encoding="koi8-r"?>',
    b"<!-- before -->",
)


def _child(parent: ET.Element, rng: Random) -> ET.Element:
    return rng.choice(list(parent)) if len(parent) else parent


def _attribute(parent: ET.Element, rng: Random, words: Words) -> None:
    element = _child(parent, rng)
    name = rng.choice((*element.attrib, rng.choice(words)))
    odd = rng.choice(ODD)
    value = str(odd) if isinstance(odd, str | int | float) else rng.choice(words)
    element.set(name, value.encode("utf-8", "replace").decode().replace("\0", " "))


def _unset(parent: ET.Element, rng: Random, _: Words) -> None:
    element = _child(parent, rng)
    if element.attrib:
        del element.attrib[rng.choice(sorted(element.attrib))]


def _renamed(parent: ET.Element, rng: Random, words: Words) -> None:
    _child(parent, rng).tag = rng.choice(words)


def _doubled(parent: ET.Element, rng: Random, _: Words) -> None:
    child = _child(parent, rng)
    if child is not parent:
        parent.extend([child] * rng.choice((1, 2, 500)))


def _lost(parent: ET.Element, rng: Random, _: Words) -> None:
    child = _child(parent, rng)
    if child is not parent:
        parent.remove(child)


def _nested(parent: ET.Element, rng: Random, words: Words) -> None:
    for _ in range(rng.choice(DEEP[:5])):
        parent = ET.SubElement(parent, rng.choice((parent.tag, rng.choice(words))), parent.attrib)


def _said(parent: ET.Element, rng: Random, _: Words) -> None:
    _child(parent, rng).text = rng.choice(("x" * 3_000, "]]>", "<testcase/>", " ", "\u202e"))


_XML: tuple[Callable[[ET.Element, Random, Words], None], ...] = (
    *(_attribute, _attribute, _attribute, _unset, _renamed, _doubled, _lost, _nested, _said),
)
