"""Python's manifests: pyproject.toml, setup.cfg, Pipfile, and conda's environment.yml."""

from collections.abc import Iterator

from variant_budget.domain.units import Unit
from variant_budget.measure.units.dependencies.requirements import (
    normal,
    requirement_unit,
)
from variant_budget.measure.units.documents import yaml_documents
from variant_budget.measure.units.setting_lines import ini_settings
from variant_budget.measure.units.toml_tree import toml_document
from variant_budget.measure.units.tree import (
    Node,
    entries_of,
    entry_at,
    items_of,
    text_of_node,
    value_at,
)

_NOT_A_PACKAGE = frozenset({"python", "pip"})


def pyproject(data: bytes) -> Iterator[Unit]:
    """`project.dependencies`, its optional ones, and Poetry's main group."""
    root = toml_document(data)
    sources = value_at(root, "tool", "uv", "sources")
    own = {normal(entry.key) for entry in entries_of(sources) if _is_own(entry.value)}
    for unit in _project(root):
        if unit.name.removeprefix("pypi:") not in own:
            yield unit
    yield from _packages(value_at(root, "tool", "poetry", "dependencies"))


def _project(root: Node) -> Iterator[Unit]:
    lists = [value_at(root, "project", "dependencies")]
    lists += [each.value for each in entries_of(value_at(root, "project", "optional-dependencies"))]
    for each in lists:
        for item in items_of(each):
            yield from requirement_unit(item.line, text_of_node(item))


def _is_own(source: Node) -> bool:
    """Whether a source lies in the repository itself."""
    return bool(entry_at(source, "path") or entry_at(source, "workspace"))


def _packages(table: Node | None) -> Iterator[Unit]:
    """The keys of a table of packages, but for those that lie in the repository."""
    for entry in entries_of(table):
        if entry.key not in _NOT_A_PACKAGE and not _is_own(entry.value):
            yield Unit(entry.line, f"pypi:{normal(entry.key)}")


def setup_cfg(data: bytes) -> Iterator[Unit]:
    """`install_requires` and `extras_require`."""
    for setting in ini_settings(data):
        if setting.section == "options.extras_require" or (
            setting.section == "options" and setting.key == "install_requires"
        ):
            for line, text in setting.value:
                for requirement in text.split(";")[0].split("#")[:1]:
                    if not requirement.startswith("file:"):
                        yield from requirement_unit(line, requirement.strip())


def pipfile(data: bytes) -> Iterator[Unit]:
    """`packages`; not `dev-packages`."""
    yield from _packages(value_at(toml_document(data), "packages"))


def conda_environment(data: bytes) -> Iterator[Unit]:
    """`dependencies`, and those below `pip`."""
    for document in yaml_documents(data):
        for item in items_of(value_at(document, "dependencies")):
            for requirement in items_of(value_at(item, "pip")):
                yield from requirement_unit(requirement.line, text_of_node(requirement))
            # channel::name=version=build
            name = text_of_node(item).rpartition("::")[2]
            for unit in requirement_unit(item.line, name.strip().replace(" ", "=", 1)):
                conda = unit.name.removeprefix("pypi:")
                if conda not in _NOT_A_PACKAGE:
                    yield Unit(unit.line, f"conda:{conda}")
