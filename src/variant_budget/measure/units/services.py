"""Services and images by name, in compose files and Kubernetes manifests."""

import re
from collections.abc import Iterator

from variant_budget.domain.units import Unit
from variant_budget.measure.units.documents import yaml_documents
from variant_budget.measure.units.kubernetes import objects_in
from variant_budget.measure.units.tree import (
    Entry,
    Items,
    Node,
    Table,
    entries_of,
    entry_at,
    resolved,
    tables_in,
    text_of_node,
    value_at,
)
from variant_budget.measure.units.trouble import UnreadableError

_OBJECT = re.compile(rb"\bapiVersion[\"']?\s*+:")
_FILLED_IN = "{{"
_LONGEST = 500
_CONTAINERS = frozenset({"containers", "initContainers", "ephemeralContainers"})
# `${VERSION:-1.2}` and `${VERSION-1.2}` say what they are by default; others stay as they are.
_DEFAULT = re.compile(r"\$\{\w++:?-([^${}]*+)\}")
_VARIABLE = r"\$\{[^{}]*+\}"
_TAG = re.compile(rf"(?:@[^/]*+|:(?:{_VARIABLE}|[^/{{}}])*+)\Z")
_OFFICIAL = re.compile(r"(?:(?:index\.)?docker\.io/)?(?:library/(?=[^/]*+\Z))?")


def services_of(data: bytes, sort: str) -> Iterator[Unit]:
    """The services and images of a "compose" file or of "kubernetes" objects.

    UnreadableError where the file is no YAML, or names what a template fills in; a file without
    any object is not even parsed.
    """
    if sort == "compose":
        yield from _compose(data)
    elif sort == "kubernetes" and _OBJECT.search(data):
        yield from _kubernetes(data)


def image_name(reference: str) -> str:
    """An image without tag, digest and the address of Docker's own registry."""
    text = reference.strip()[:_LONGEST]
    while (replaced := _DEFAULT.sub(r"\1", text)) != text:
        text = replaced
    text = _TAG.sub("", text.partition("@")[0])
    return _OFFICIAL.sub("", text, count=1)


def _compose(data: bytes) -> Iterator[Unit]:
    for document in yaml_documents(data):
        for service in _compose_services(document):
            yield Unit(service.line, f"service:{service.key}")
            image = entry_at(service.value, "image")
            # With `build`, it is the name that the built image gets.
            if image and entry_at(service.value, "build") is None:
                yield from _image(image)


def _compose_services(document: Node) -> Iterator[Entry]:
    """Those below `services`; in the first format of compose files, all that runs an image."""
    services = entry_at(document, "services")
    if services is not None:
        yield from (each for each in entries_of(services.value) if each.key != "<<")
    elif entry_at(document, "version") is None:
        for each in entries_of(document):
            if entry_at(each.value, "image") or entry_at(each.value, "build"):
                yield each


def _kubernetes(data: bytes) -> Iterator[Unit]:
    for each in objects_in(data):
        metadata = value_at(each.node, "metadata")
        name = entry_at(metadata, "name")
        if each.kind == "Service" and name and (text := _written(name)):
            yield Unit(name.line, f"service:{text}")
        for table in tables_in([each.node]):
            for entry in table.of:
                # An alias names containers that are written elsewhere.
                if entry.key in _CONTAINERS and isinstance(entry.value, Items):
                    images = (entry_at(container, "image") for container in entry.value.of)
                    yield from (unit for image in images if image for unit in _image(image))


def _image(image: Entry) -> Iterator[Unit]:
    name = image_name(_written(image))
    if name:
        yield Unit(image.line, f"image:{name}")


def _written(entry: Entry) -> str:
    """The text of a name. Helm's `{{ .Values.name }}` is a mapping in a mapping to YAML."""
    text = text_of_node(entry.value)
    if _FILLED_IN in text or isinstance(resolved(entry.value), Table):
        raise UnreadableError(entry.line, 1, "a template fills this name in; it is not known here")
    return text
