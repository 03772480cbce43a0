"""The role of a file by its path: the first rule that matches, in the order of `Role`."""

from collections.abc import Callable

from variant_budget.attribute.attributes import Attributes
from variant_budget.attribute.patterns import Matcher
from variant_budget.domain.dimension import Pattern
from variant_budget.domain.metrics import Role
from variant_budget.domain.policy import FileRules
from variant_budget.domain.survey import Cast
from variant_budget.domain.tree import SUBMODULE, SYMLINK, Entry

LanguageOf = Callable[[str], str | None]


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

    def of(self, entry: Entry) -> tuple[Cast, Pattern | None]:
        """The role of one tracked path, and the pattern that gave it, where one did."""
        path = entry.path
        if entry.mode == SYMLINK:
            return Cast(Role.OTHER, "a symbolic link"), None
        if entry.mode == SUBMODULE:
            return Cast(Role.OTHER, "a submodule"), None
        if pattern := self._exclude.match(path):
            return Cast(Role.EXCLUDED, f"files.exclude `{pattern.text}`"), pattern
        if attribute := self._attributes.excluded_by(path):
            return Cast(Role.EXCLUDED, f".gitattributes `{attribute}`"), None
        for role, matcher in self._by_pattern:
            if pattern := matcher.match(path):
                return Cast(role, f"`{pattern.text}`"), pattern
        return self._code(path)

    def _code(self, path: str) -> tuple[Cast, Pattern | None]:
        language = self._language_of(path)
        if language is None:
            return Cast(Role.OTHER, "no programming language by its name"), None
        if self._product is None:
            return Cast(Role.CODE, language, language), None
        if pattern := self._product.match(path):
            because = f"files.product `{pattern.text}`, {language}"
            return Cast(Role.CODE, because, language), pattern
        return Cast(Role.TOOLING, f"{language}, outside files.product"), None
