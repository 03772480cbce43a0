"""pom.xml: `dependencies` of the project and of its profiles."""

import re
from collections.abc import Iterator
from itertools import chain

from variant_budget.domain.units import Unit
from variant_budget.measure.units.xml_tree import Element, xml_root

_PROPERTY = re.compile(r"\$\{([^${}]+)\}")
_LONGEST = 200
_MOST_ROUNDS = 5


def pom_xml(data: bytes) -> Iterator[Unit]:
    """The artifacts as group:artifact, without those of the scope `test`.

    `dependencyManagement` and plug-ins are none. Properties that the file defines are replaced.
    """
    project = xml_root(data)
    if project.name != "project":
        return
    properties = dict(_properties(project))
    for each in chain(
        project.all("dependencies", "dependency"),
        project.all("profiles", "profile", "dependencies", "dependency"),
    ):
        name = _replaced(f"{each.words('groupId')}:{each.words('artifactId')}", properties)
        if each.words("scope") != "test" and name != ":":
            yield Unit(each.line, f"maven:{name}")


def _properties(project: Element) -> Iterator[tuple[str, str]]:
    for group in project.all("properties"):
        yield from ((each.name, each.text.strip()) for each in group.children)
    for name in ("groupId", "artifactId", "version"):
        parent = next((each.words(name) for each in project.all("parent")), "")
        own = project.words(name) or parent
        yield f"project.{name}", own
        yield f"pom.{name}", own
        yield f"project.parent.{name}", parent


def _replaced(text: str, properties: dict[str, str]) -> str:
    """The text with its properties; bounded, since they may name each other."""
    for _ in range(_MOST_ROUNDS):
        text = text[:_LONGEST]
        if "${" not in text:
            break
        text = _PROPERTY.sub(lambda found: properties.get(found[1], found[0])[:_LONGEST], text)
    return text
