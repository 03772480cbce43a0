"""C# and its kin: PackageReference in project files, and packages.config."""

from collections.abc import Iterator

from variant_budget.domain.units import Unit
from variant_budget.measure.units.xml_tree import Element, xml_root


def project_file(data: bytes) -> Iterator[Unit]:
    """The packages that a project references, in lower case, as NuGet compares them.

    Not those whose assets are private: that is how NuGet says that a package only serves the build.
    """
    for element in xml_root(data).within():
        if element.name == "PackageReference" and _value(element, "PrivateAssets") != "all":
            for name in element.attributes.get("Include", "").split(";"):
                yield from _package(element, name)


def packages_config(data: bytes) -> Iterator[Unit]:
    """The packages of the older format, without development dependencies."""
    for package in xml_root(data).all("package"):
        if package.attributes.get("developmentDependency", "").lower() != "true":
            yield from _package(package, package.attributes.get("id", ""))


def _value(element: Element, name: str) -> str:
    return (element.attributes.get(name) or element.words(name)).strip().lower()


def _package(element: Element, name: str) -> Iterator[Unit]:
    if name.strip():
        yield Unit(element.line, f"nuget:{name.strip().lower()}")
