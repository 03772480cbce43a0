"""What one key says about another: names that must exist, limits in order, keys that need keys."""

from collections.abc import Callable, Iterable, Iterator

from variant_budget.domain.location import Location
from variant_budget.policy_file import budget_rows as b
from variant_budget.policy_file import evidence_rows as e
from variant_budget.policy_file import policy_rows as p
from variant_budget.policy_file.dimension_checks import Names, check_dimension, names_in
from variant_budget.policy_file.reading import Reading, closest, meant, shown
from variant_budget.policy_file.rows import Fields, Named, Word

_DIMENSION_SNIPPET = '{name}: {{paths: ["src/{name}s/{{variant}}/"]}}'


def check(root: Fields, reading: Reading) -> None:
    """Note every contradiction between the keys of a policy."""
    given = root.get(p.DIMENSIONS) or ()
    dimensions = {each.name: names_in(each.value) for each in given}
    artifacts = root.get(p.ARTIFACTS_ROW) or ()
    for dimension in given:
        if dimension.name == "test":
            message = 'a dimension cannot be called "test"; test_budget is about tests'
            reading.problem("bad-name", dimension.location, message)
        check_dimension(dimension, reading)
    if not root.has(p.DIMENSIONS):
        _no_dimensions(root, reading)
    elif root.get(p.DIMENSIONS) is None:
        return  # refused as a whole: every name would be unknown
    _check_artifacts(artifacts, reading)
    _check_budgets(root, dimensions, reading)
    _check_evidence(root, dimensions, reading)


def _no_dimensions(root: Fields, reading: Reading) -> None:
    names = [budget.name for budget in _code_budgets(root)] or ["vehicle"]
    snippet = ", ".join(_DIMENSION_SNIPPET.format(name=name) for name in names[:3])
    message = f"the policy lacks the key dimensions; add dimensions: {{{snippet}}}"
    reading.problem("no-dimensions", root.location, message)


def _check_budgets(root: Fields, dimensions: dict[str, Names], reading: Reading) -> None:
    tests = root.get(p.TEST_BUDGET_ROW)
    if not root.family and not root.has(p.TEST_BUDGET_ROW):
        name = next(iter(dimensions), "vehicle")
        message = (
            "no budget, so nothing is limited; add: "
            f"{name}_budget: {{hard_limit: 5.0, soft_limit: 3.0}}"
        )
        reading.problem("no-budget", root.location, message)
    artifacts = {each.name for each in root.get(p.ARTIFACTS_ROW) or ()}
    for budget in _code_budgets(root):
        known = dimensions.get(budget.name)
        if known is None and root.has(p.DIMENSIONS):
            _unknown_budget_dimension(budget, dimensions, reading)
        _check_budget(budget, [known] if known else None, reading)
        _check_metrics(budget.value.get(b.CODE_METRIC_LIST), artifacts, reading)
    if tests is not None:
        _check_test_budget(tests, root.place(p.TEST_BUDGET_ROW), dimensions, reading)


def _code_budgets(root: Fields) -> Iterator[Named[Fields]]:
    """The budgets by the name of their dimension."""
    for each in root.family:
        if each.value.refused:
            continue
        yield Named(each.name.removesuffix(p.BUDGET.key), each.location, each.value)


def _unknown_budget_dimension(
    budget: Named[Fields], dimensions: dict[str, Names], reading: Reading
) -> None:
    snippet = _DIMENSION_SNIPPET.format(name=budget.name)
    near = closest(budget.name, dimensions)
    question = f'; did you mean "{near}_budget"? Else' if near else ";"
    message = (
        f"there is no dimension {shown(budget.name)}{question} add below dimensions: {snippet}"
    )
    reading.problem("unknown-dimension", budget.location, message)


def _check_test_budget(
    fields: Fields, location: Location, dimensions: dict[str, Names], reading: Reading
) -> None:
    judged = fields.get(b.DIMENSIONS_JUDGED)
    for word in judged or ():
        check_dimension_name(word, dimensions, reading)
    chosen = [word.text for word in judged] if judged else list(dimensions)
    known = [dimensions[name] for name in chosen if name in dimensions]
    names = known if len(known) == len(chosen) else None
    _check_budget(Named("test", location, fields), names, reading)
    metrics = ", ".join(b.TEST_METRICS)
    for word in fields.get(b.TEST_METRIC_LIST) or ():
        if word.text in b.CODE_METRICS:
            message = f"{word.text} is no metric of tests; these are: {metrics}"
            reading.problem("wrong-metric", word.location, message)
        elif word.text not in b.TEST_METRICS:
            near = meant(word.text, b.TEST_METRICS, "known")
            message = f"unknown metric {shown(word.text)}{near}"
            reading.problem("unknown-metric", word.location, message)


def _check_metrics(words: Iterable[Word] | None, artifacts: set[str], reading: Reading) -> None:
    for word in words or ():
        if word.text in b.TEST_METRICS:
            message = f"{word.text} is a metric of tests; it belongs below test_budget"
            reading.problem("wrong-metric", word.location, message)
        elif word.text not in artifacts and word.text not in b.CODE_METRICS:
            near = meant(word.text, artifacts.union(b.CODE_METRICS))
            message = f"unknown metric {shown(word.text)}{near or ';'}"
            message += " A metric of your own needs a row below artifacts:"
            reading.problem("unknown-metric", word.location, message)


def _check_budget(budget: Named[Fields], names: list[Names] | None, reading: Reading) -> None:
    fields = budget.value
    limiting = b.LIMITING_ROWS
    if not any(fields.has(row) for row in limiting):
        message = f"{budget.name}_budget sets no limit; add hard_limit: 5.0"
        reading.problem("no-limit", budget.location, message)
    _check_order(fields, fields, "", reading)
    for own in fields.get(b.OWN_BY_VARIANT) or ():
        if names is not None and not any(each.may_be(own.name) for each in names):
            near = meant(own.name, (name for each in names for name in each.variants))
            message = f"there is no variant {shown(own.name)}{near}"
            reading.problem("unknown-variant", own.location, message)
        if not own.value.refused and not any(own.value.has(row) for row in b.LIMIT_ROWS):
            message = f"{shown(own.name)} sets no limit; add hard_limit: 5.0"
            reading.problem("no-limit", own.location, message)
        _check_order(own.value, fields, own.name, reading)
    _check_enforce(fields, reading)


def _check_order(own: Fields, budget: Fields, variant: str, reading: Reading) -> None:
    """A soft limit above the hard one would never warn in time."""
    if not (own.get(b.HARD) or own.get(b.SOFT)):
        return
    hard = own.get(b.HARD) or budget.get(b.HARD)
    soft = own.get(b.SOFT) or budget.get(b.SOFT)
    if hard is None or soft is None or soft.value <= hard.value:
        return
    place = soft.location if own.get(b.SOFT) else hard.location
    other = hard if own.get(b.SOFT) else soft
    of = f"{shown(variant)}: " if variant else ""
    message = (
        f"{of}soft_limit {float(soft.value):g} is above hard_limit {float(hard.value):g} "
        f"(line {other.location.line}); make soft_limit the smaller one"
    )
    reading.problem("soft-above-hard", place, message)


def _check_enforce(fields: Fields, reading: Reading) -> None:
    enforce = fields.get(b.ENFORCE)
    if enforce is None:
        return
    built = b.build_enforce(enforce)
    if left := [kind for kind in built.default if kind not in built.release]:
        message = f"release must block all that default blocks; add {', '.join(left)}"
        reading.problem("release-weaker", enforce.place(b.ENFORCE_RELEASE), message)


def check_dimension_name(word: Word, dimensions: dict[str, Names], reading: Reading) -> bool:
    """Note a name that is no dimension; True where it is one."""
    if word.text in dimensions:
        return True
    message = f"there is no dimension {shown(word.text)}{meant(word.text, dimensions, 'known')}"
    reading.problem("unknown-dimension", word.location, message)
    return False


def _check_artifacts(artifacts: Iterable[Named[Fields]], reading: Reading) -> None:
    for artifact in artifacts:
        if artifact.name in e.RESERVED:
            message = f"{artifact.name} has a meaning already; choose another name"
            reading.problem("bad-name", artifact.location, message)
        rules = [row.key for row in e.COUNTING_ROWS if artifact.value.has(row)]
        if len(rules) > 1:
            message = f"an artifact counts by one rule; keep one of {', '.join(rules)}"
            reading.problem("several-rules", artifact.location, message)


def check_expressions(root: Fields, refusal: Callable[[str], str], reading: Reading) -> None:
    """Note each regular expression that what measures files will refuse."""
    for artifact in root.get(p.ARTIFACTS_ROW) or ():
        word = artifact.value.get(e.MATCHES)
        if word and (why := refusal(word.text)):
            message = f"matches is {shown(word.text)}: {why}; write an expression of RE2's syntax"
            reading.problem("bad-expression", word.location, message)


def _check_evidence(root: Fields, dimensions: dict[str, Names], reading: Reading) -> None:
    tests = root.get(p.TESTS_ROW)
    for rule in (tests.get(e.REPORTS) if tests else None) or ():
        _check_report(rule, dimensions, reading)
        _check_runner(rule.get(e.REPORT_RUNNER), root.get(p.COST_ROW), reading)
    for dimension, variant in _named_variants(tests):
        if check_dimension_name(dimension, dimensions, reading):
            check_variant_name(variant, dimensions[dimension.text], reading)


def _named_variants(tests: Fields | None) -> Iterator[tuple[Word, Word]]:
    for dimension in (tests.get(e.NAMES) if tests else None) or ():
        for variant in dimension.value:
            yield Word(dimension.name, dimension.location), Word(variant.name, variant.location)


def _check_report(rule: Fields, dimensions: dict[str, Names], reading: Reading) -> None:
    dimension, variant = rule.get(e.REPORT_DIMENSION), rule.get(e.REPORT_VARIANT)
    has_dimension, has_variant = rule.has(e.REPORT_DIMENSION), rule.has(e.REPORT_VARIANT)
    if has_dimension != has_variant:
        message = f"a report rule needs both; add {'variant' if has_dimension else 'dimension'}"
        reading.problem("missing-key", rule.location, message)
    elif not has_variant and not rule.has(e.REPORT_RUNNER):
        message = "this rule says nothing; add dimension and variant, or runner"
        reading.problem("missing-key", rule.location, message)
    if dimension and check_dimension_name(dimension, dimensions, reading) and variant:
        check_variant_name(variant, dimensions[dimension.text], reading)


def check_variant_name(word: Word, names: Names, reading: Reading) -> None:
    """Note a name that is no variant of a dimension."""
    if not names.may_be(word.text):
        near = meant(word.text, names.variants, "known")
        message = f"there is no variant {shown(word.text)}{near}"
        reading.problem("unknown-variant", word.location, message)


def _check_runner(runner: Word | None, cost: Fields | None, reading: Reading) -> None:
    rates = cost.get(e.PER_MINUTE) if cost else None
    if runner is None or rates is None:
        return
    known = [rate.name for rate in rates]
    if runner.text not in known:
        message = f"cost.per_minute has no rate for {shown(runner.text)}"
        message += meant(runner.text, known) or "; add one"
        reading.problem("unknown-runner", runner.location, message)
