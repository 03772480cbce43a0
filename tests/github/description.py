"""What GitHub says of its REST API: description.json, and whether requests and answers fit it."""

import functools
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote, unquote

import jsonschema
import jsonschema.exceptions
import referencing
import referencing.jsonschema

Json = dict[str, Any]

_PLACE = "urn:github"
_ERROR = {"$ref": f"{_PLACE}#/components/schemas/basic-error"}
# What the description knows of in a timeline only, GitHub's lists of issue events hold as well:
# closed, reopened, head_ref_force_pushed. See "Issue event types" of its documentation.
_ALSO = {"issue-event-for-issue": "timeline-issue-events"}


class Problem(NamedTuple):
    """One thing in which a request or an answer does not fit the description."""

    field: str
    code: str
    message: str


class Operation(NamedTuple):
    """An endpoint and a method."""

    method: str
    template: str
    pattern: re.Pattern[str]
    parameters: Mapping[str, Json]
    place: str
    documentation: str
    statuses: Mapping[str, str]
    has_body: bool

    @property
    def paged(self) -> bool:
        return "page" in self.parameters


class Found(NamedTuple):
    """The operation that a request asks for, and what stands in its path."""

    operation: Operation
    path: Mapping[str, str]


class Description:
    """The cut description. Immutable, and made once a process: `description()`."""

    def __init__(self, published: Json) -> None:
        self._document = as_json_schema(published)
        resource = referencing.jsonschema.DRAFT7.create_resource(self._document)
        self._registry: referencing.jsonschema.SchemaRegistry = (
            referencing.Registry().with_resource(_PLACE, resource)
        )
        self._operations = tuple(self._read_operations(published["paths"]))

    def find(self, method: str, path: str) -> Found | None:
        """The operation at a path of a URL, as it was sent: percent signs and all."""
        for operation in self._operations:
            match = operation.pattern.fullmatch(path)
            if match and operation.method == method:
                return Found(operation, {k: unquote(v) for k, v in match.groupdict().items()})
        return None

    def schema(self, name: str) -> Json:
        """A schema that has a name."""
        found: Json = self._document["components"]["schemas"][name]
        return found

    def problems_of_query(
        self, operation: Operation, query: Sequence[tuple[str, str]]
    ) -> Iterator[Problem]:
        """GitHub takes no notice of most of these; here they are mistakes of the client."""
        seen = set()
        for name, value in query:
            if name in seen:
                yield Problem(name, "custom", "is there twice")
            elif name not in operation.parameters:
                yield Problem(name, "custom", "is no parameter of this endpoint")
            else:
                schema = operation.parameters[name]
                for problem in self._problems(schema, _typed(value, schema)):
                    yield problem._replace(field=name)
            seen.add(name)

    def problems_of_body(self, operation: Operation, body: object) -> Iterator[Problem]:
        """A body with a field that the description does not have is wrong as well."""
        if operation.has_body:
            pointer = f"{operation.place}/requestBody/content/application~1json/schema"
            yield from self._problems({"$ref": pointer}, {} if body is None else body)
        elif body is not None:
            yield Problem("", "custom", "This endpoint takes no body.")

    def problems_of_answer(
        self, operation: Operation, status: int, body: object
    ) -> Iterator[Problem]:
        """Whether GitHub could have answered so."""
        place = operation.statuses.get(str(status))
        if place is None and status < 400:
            yield Problem("", "custom", f"GitHub does not answer {status} here")
        elif status == 204:
            if body is not None:
                yield Problem("", "custom", "204 has no body")
        else:
            yield from self._problems({"$ref": place} if place else _ERROR, body)

    def _problems(self, schema: Json, instance: object) -> Iterator[Problem]:
        validator = jsonschema.Draft7Validator(
            schema, registry=self._registry, format_checker=_FORMATS
        )
        for error in validator.iter_errors(instance):
            yield _problem(error)

    def _read_operations(self, paths: Json) -> Iterator[Operation]:
        for template, methods in paths.items():
            for method, said in methods.items():
                place = f"{_PLACE}#/paths/{quote(template.replace('/', '~1'))}/{method}"
                parameters = [self._resolved(parameter) for parameter in said.get("parameters", ())]
                yield Operation(
                    method=method.upper(),
                    template=template,
                    pattern=_pattern(template, parameters),
                    parameters={p["name"]: p["schema"] for p in parameters if p["in"] == "query"},
                    place=place,
                    documentation=said["externalDocs"]["url"],
                    statuses=dict(_answer_schemas(place, said["responses"], self._document)),
                    has_body="requestBody" in said,
                )

    def _resolved(self, node: Json) -> Json:
        return _at(self._document, node["$ref"]) if "$ref" in node else node


@functools.cache
def description() -> Description:
    """The description beside this file."""
    text = Path(__file__).with_name("description.json").read_text(encoding="utf-8")
    return Description(json.loads(text))


def as_json_schema(node: Any, *, closed: bool = True) -> Any:
    """OpenAPI 3.0 in the words of JSON Schema; an object has no fields but those described."""
    if isinstance(node, list):
        return [as_json_schema(child, closed=closed) for child in node]
    if not isinstance(node, dict):
        return node
    schema = {key: as_json_schema(child, closed=key != "allOf") for key, child in node.items()}
    if closed and isinstance(node.get("properties"), dict) and node.get("type") == "object":
        schema.setdefault("additionalProperties", False)
    if schema.pop("nullable", False) is True:
        return {"anyOf": [schema, {"type": "null"}]}
    for name, other in _ALSO.items():
        if schema.get("items") == {"$ref": f"#/components/schemas/{name}"}:
            also = {"$ref": f"#/components/schemas/{other}"}
            schema["items"] = {"anyOf": [schema["items"], also]}
    return schema


def _answer_schemas(place: str, responses: Json, document: Json) -> Iterator[tuple[str, str]]:
    for status, response in responses.items():
        shared = response.get("$ref")
        here = f"{_PLACE}{shared}" if shared else f"{place}/responses/{status}"
        said = _at(document, shared) if shared else response
        if "application/json" in said.get("content", {}):
            yield status, f"{here}/content/application~1json/schema"
        elif status == "204":
            yield status, ""


def _at(document: Json, reference: str) -> Json:
    node = document
    for step in reference.removeprefix("#/").split("/"):
        node = node[step]
    return node


def _pattern(template: str, parameters: Sequence[Json]) -> re.Pattern[str]:
    types = {p["name"]: p["schema"]["type"] for p in parameters if p["in"] == "path"}
    parts = re.split(r"\{(\w+)\}", template)
    # Names stand between the constant parts.
    for index in range(1, len(parts), 2):
        characters = "[0-9]+" if types[parts[index]] == "integer" else "[^/]+"
        parts[index] = f"(?P<{parts[index]}>{characters})"
    parts[::2] = map(re.escape, parts[::2])
    return re.compile("".join(parts))


def _typed(value: str, schema: Json) -> object:
    """The value of a query parameter as what the schema says it is, if it can be."""
    if schema["type"] == "integer" and re.fullmatch("[0-9]+", value):
        return int(value)
    if schema["type"] == "boolean" and value in ("true", "false"):
        return value == "true"
    return value


def _problem(error: jsonschema.exceptions.ValidationError) -> Problem:
    steps = [str(step) for step in error.absolute_path]
    if error.validator == "required":
        # "'title' is a required property": there is one such error for each that is missing.
        missing = error.message.split("'")[1]
        return Problem(
            ".".join([*steps, missing]), "missing_field", f'"{missing}" wasn\'t supplied.'
        )
    # Where one of several schemas had to fit, the nearest miss says most.
    nearest = jsonschema.exceptions.best_match([error])
    where = "/".join(str(step) for step in nearest.absolute_path)
    message = nearest.message if len(nearest.message) < 300 else f"{nearest.message[:300]} …"
    return Problem(".".join(steps), "invalid", f"{where}: {message}" if where else message)


_FORMATS = jsonschema.FormatChecker(formats=())


@_FORMATS.checks("date-time", raises=ValueError)
def _is_time(value: object) -> bool:
    return not isinstance(value, str) or datetime.fromisoformat(value).tzinfo is not None


@_FORMATS.checks("uri")
def _is_address(value: object) -> bool:
    return not isinstance(value, str) or re.match("[a-z]+://[^/]+|git:", value) is not None
