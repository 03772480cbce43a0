"""The role of a file by its path: the first rule that matches, in the order of `Role`."""

from collections.abc import Callable
from typing import NamedTuple

from variant_budget.attribute.attributes import Attributes
from variant_budget.attribute.patterns import Matcher
from variant_budget.domain.metrics import Role
from variant_budget.domain.policy import FileRules
from variant_budget.domain.tree import SUBMODULE, SYMLINK, Entry

LanguageOf = Callable[[str], str | None]


class Cast(NamedTuple):
    """A file's role, the rule that gave it, and its language where it is code."""

    role: Role
    because: str
    language: str | None = None


class Roles:
    """The rules of one policy and one set of attribute files."""

    def __init__(self, rules: FileRules, attributes: Attributes, language_of: LanguageOf) -> None:
        self._attributes = attributes
        self._language_of = language_of
        self._product = Matcher(rules.product) if rules.product else None
        self._exclude = Matcher(rules.exclude)
        self._by_pattern = (
            (Role.TEST_DATA, Matcher(rules.test_data)),
            (Role.TEST, Matcher(rules.tests)),
            (Role.CONFIG, Matcher(rules.config)),
            (Role.MANIFEST, Matcher(rules.manifests)),
        )

    def of(self, entry: Entry) -> Cast:
        """The role of one tracked path."""
        path = entry.path
        if entry.mode == SYMLINK:
            return Cast(Role.OTHER, "a symbolic link")
        if entry.mode == SUBMODULE:
            return Cast(Role.OTHER, "a submodule")
        if pattern := self._exclude.match(path):
            return Cast(Role.EXCLUDED, f"files.exclude `{pattern.text}`")
        if attribute := self._attributes.excluded_by(path):
            return Cast(Role.EXCLUDED, f".gitattributes `{attribute}`")
        for role, matcher in self._by_pattern:
            if pattern := matcher.match(path):
                return Cast(role, f"`{pattern.text}`")
        return self._code(path)

    def _code(self, path: str) -> Cast:
        language = self._language_of(path)
        if language is None:
            return Cast(Role.OTHER, "no programming language by its name")
        if self._product is None:
            return Cast(Role.CODE, language, language)
        if pattern := self._product.match(path):
            return Cast(Role.CODE, f"files.product `{pattern.text}`, {language}", language)
        return Cast(Role.TOOLING, f"{language}, outside files.product")
