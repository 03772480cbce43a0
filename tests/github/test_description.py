"""The cut description: what is in it, and that it finds what does not fit."""

import json
from pathlib import Path

import pytest

from tests.github import cut
from tests.github.description import Found, description
from tests.github.filled import filled

PLACE = Path(__file__).with_name("description.json")
ISSUES = "/repos/acme/line/issues"


def found(method: str, path: str) -> Found:
    operation = description().find(method, path)
    assert operation is not None
    return operation


def messages(method: str, path: str, body: object) -> list[str]:
    return [
        f"{problem.field}: {problem.code}"
        for problem in description().problems_of_body(found(method, path).operation, body)
    ]


def test_the_description_is_written_as_its_script_writes_it() -> None:
    text = PLACE.read_text(encoding="utf-8")

    assert text == cut.text(json.loads(text))
    assert len(text.encode()) < 400_000


def test_the_description_names_its_source_and_its_licence() -> None:
    info = json.loads(PLACE.read_text(encoding="utf-8"))["info"]

    assert info["license"]["name"] == "MIT"
    assert "Permission is hereby granted" in info["x-notice"]
    assert "@octokit/openapi 23.0.2" in info["title"]


def test_the_description_holds_the_endpoints_that_the_script_names_and_no_others() -> None:
    paths = json.loads(PLACE.read_text(encoding="utf-8"))["paths"]

    assert {path: tuple(sorted(methods)) for path, methods in paths.items()} == cut.ENDPOINTS


def test_cutting_keeps_what_is_pointed_at_and_drops_prose() -> None:
    kept = {"type": "object", "properties": {"title": {"type": "string"}}}
    method = {
        "description": "Prose.",
        "x-github": {},
        "responses": {"200": {"schema": {"$ref": "#/components/schemas/issue"}}},
    }
    full = {
        "openapi": "3.0.3",
        "info": {"version": "1.0"},
        "paths": {path: dict.fromkeys(methods, method) for path, methods in cut.ENDPOINTS.items()},
        "components": {"schemas": {"issue": {**kept, "example": {}}, "other": {}}},
    }
    about = {"name": "@octokit/openapi", "version": "1.0", "license": "MIT"}

    done = cut.cut(full, about, "The notice.")

    assert done["components"] == {"schemas": {"issue": kept}}
    assert done["paths"]["/user"]["get"] == {"responses": method["responses"]}


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", f"{ISSUES}/seven"),
        ("GET", f"{ISSUES}/7/"),
        ("GET", f"/{ISSUES}"),
        ("PUT", f"{ISSUES}/7"),
        ("GET", "/repos/acme/line/pulls/7/files"),
        ("GET", "/graphql"),
    ],
)
def test_what_is_not_described_is_not_found(method: str, path: str) -> None:
    assert description().find(method, path) is None


def test_what_stands_in_a_path_is_decoded() -> None:
    assert found("GET", "/repos/acme/line/labels/a%2Fb%20c").path["name"] == "a/b c"


def test_a_comment_of_an_issue_is_not_taken_for_an_issue() -> None:
    template = found("GET", f"{ISSUES}/comments/5").operation.template

    assert template.endswith("/issues/comments/{comment_id}")


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ({"title": "It"}, []),
        ({"title": "It", "labels": ["a", {"name": "b"}]}, []),
        ({}, ["title: missing_field"]),
        (None, ["title: missing_field"]),
        ({"title": "It", "body": 5}, ["body: invalid"]),
        ({"title": "It", "labels": "a"}, ["labels: invalid"]),
        ({"title": "It", "labels": [{"called": "b"}]}, ["labels.0: invalid"]),
        ({"title": "It", "assignes": ["ada"]}, [": invalid"]),
        (["It"], [": invalid"]),
    ],
)
def test_a_new_issue_is_held_against_the_description(body: object, wrong: list[str]) -> None:
    assert messages("POST", ISSUES, body) == wrong


def test_null_is_allowed_where_the_description_allows_it_only() -> None:
    assert messages("PATCH", f"{ISSUES}/7", {"body": None}) == []
    assert set(messages("PATCH", f"{ISSUES}/7", {"state": None})) == {"state: invalid"}


def test_every_field_that_is_missing_is_named() -> None:
    operation = found("GET", "/orgs/acme/teams/ccb/memberships/ada").operation

    problems = list(description().problems_of_answer(operation, 200, {"state": "active"}))

    assert {problem.field for problem in problems} == {"role", "url"}


@pytest.mark.parametrize(
    ("query", "wrong"),
    [
        ([("state", "all"), ("per_page", "100")], []),
        ([("since", "2026-11-25T10:00:00Z")], []),
        ([("state", "merged")], ["state"]),
        ([("per_page", "many")], ["per_page"]),
        ([("since", "yesterday")], ["since"]),
        ([("since", "2026-11-25T10:00:00")], ["since"]),
        ([("label", "ccb")], ["label"]),
        ([("page", "1"), ("page", "2")], ["page"]),
    ],
)
def test_a_query_is_held_against_the_description(
    query: list[tuple[str, str]], wrong: list[str]
) -> None:
    problems = description().problems_of_query(found("GET", ISSUES).operation, query)

    assert [problem.field for problem in problems] == wrong


LABEL = {
    "id": 1,
    "node_id": "LA_1",
    "url": "https://api.github.com/repos/acme/line/labels/a",
    "name": "a",
    "color": "ededed",
    "default": False,
    "description": None,
}


@pytest.mark.parametrize(
    ("status", "body", "fits"),
    [
        (200, LABEL, True),
        (200, {**LABEL, "colour": "red"}, False),
        (200, {**LABEL, "id": "1"}, False),
        (200, {**LABEL, "url": "nowhere"}, False),
        (200, {key: value for key, value in LABEL.items() if key != "default"}, False),
        (201, LABEL, False),
        (404, {"message": "Not Found"}, True),
        (404, {"error": "Not Found"}, False),
        # Not described for this endpoint, but GitHub may always say so.
        (403, {"message": "Resource not accessible by integration"}, True),
    ],
)
def test_an_answer_is_held_against_the_description(status: int, body: object, fits: bool) -> None:
    operation = found("GET", "/repos/acme/line/labels/a").operation

    assert (not list(description().problems_of_answer(operation, status, body))) == fits


def test_an_object_is_filled_up_with_what_fits_and_may_not_have_a_strange_field() -> None:
    comment = filled("simple-user", {"login": "ada"}, "https://api.github.com/users/ada")

    assert comment["repos_url"] == "https://api.github.com/users/ada/repos"
    with pytest.raises(AssertionError, match="no username"):
        filled("simple-user", {"username": "ada"})
