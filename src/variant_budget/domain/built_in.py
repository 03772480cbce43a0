"""What the domain metrics count where the policy says nothing (docs/metrics.md).

Several rows of one metric add up. Their patterns do not overlap, unless the rules find different
things: a unit is never found twice.
"""

from typing import NamedTuple

from variant_budget.domain.metrics import Role
from variant_budget.domain.units import Rule, RuleKind


class Count(NamedTuple):
    """Files of some roles that match one of the patterns, and what counts in each of them.

    The patterns are gitignore's.
    """

    metric: str
    roles: frozenset[Role]
    patterns: tuple[str, ...]
    rules: tuple[Rule, ...]


# YAML, JSON and XML outside of configuration are OTHER.
ARTIFACT_ROLES = frozenset({Role.CODE, Role.CONFIG, Role.OTHER})
"""The roles whose files hold policy rules, components, workflows and adapters."""

_CODE = frozenset({Role.CODE})
_CONFIG = frozenset({Role.CONFIG})
# Compose files and manifests of Kubernetes mostly stand outside of configuration folders.
_DEPLOYED = frozenset({Role.CONFIG, Role.OTHER})

_TEST = frozenset({Role.TEST})
_TEST_DATA = frozenset({Role.TEST_DATA})

_ALL = ("*",)
_YAML = ("*.yml", "*.yaml")
_POLICY_FILES = tuple(
    f"{place}{suffix}"
    for place in ("**/policy/**/*", "**/policies/**/*", "*.policy")
    for suffix in (".yml", ".yaml", ".json")
)
# Ours and Casbin's, sets of policies, Kyverno and Gatekeeper's kin, AWS IAM.
_POLICY_KEYS = ("rules", "policies.rules", "spec.rules", "Statement")
_COMPONENTS = tuple(
    f"*.{suffix}" for suffix in ["vue", "svelte", "jsx", "tsx", "js", "mjs", "cjs", "ts", "mts"]
)
_COMPOSE = tuple(
    f"{stem}{suffix}"
    for stem in ("compose", "compose.*", "docker-compose", "docker-compose.*", "docker-compose-*")
    for suffix in (".yml", ".yaml")
)
# Amazon's state machines, and the Serverless Workflow specification: one workflow a file.
_ONE_WORKFLOW_A_FILE = tuple(
    f"*.{kind}.{suffix}" for kind in ("asl", "sw") for suffix in ("json", "yml", "yaml")
)
# GitHub reads its folder at the root alone; GitLab's included files have these names by custom.
_PIPELINES = (
    "/.github/workflows/*.yml",
    "/.github/workflows/*.yaml",
    "*.gitlab-ci.yml",
    "/.gitlab/ci/**/*.yml",
)


def _count(
    metric: str,
    roles: frozenset[Role],
    patterns: tuple[str, ...],
    kind: RuleKind,
    *arguments: str,
) -> Count:
    rules = tuple(Rule(metric, kind, argument) for argument in arguments or ("",))
    return Count(metric, roles, patterns, rules)


BUILT_IN: tuple[Count, ...] = (
    _count("policy_rules", ARTIFACT_ROLES, ("*.rego",), RuleKind.REGO),
    _count("policy_rules", ARTIFACT_ROLES, _POLICY_FILES, RuleKind.ENTRIES, *_POLICY_KEYS),
    _count("ui_components", ARTIFACT_ROLES, _COMPONENTS, RuleKind.COMPONENTS),
    _count(
        "workflow_definitions",
        ARTIFACT_ROLES,
        ("*.bpmn", "*.bpmn20.xml"),
        RuleKind.WORKFLOW,
        "bpmn",
    ),
    _count("workflow_definitions", ARTIFACT_ROLES, _YAML, RuleKind.WORKFLOW, "argo"),
    _count("workflow_definitions", ARTIFACT_ROLES, ("*.py",), RuleKind.WORKFLOW, "airflow"),
    _count("workflow_definitions", ARTIFACT_ROLES, _ONE_WORKFLOW_A_FILE, RuleKind.FILES),
    _count("workflow_definitions", ARTIFACT_ROLES, _PIPELINES, RuleKind.FILES),
    _count("integration_adapters", ARTIFACT_ROLES, _ALL, RuleKind.CLASSES, "*Adapter"),
    _count("config_files", _CONFIG, _ALL, RuleKind.FILES),
    _count("config_entries", _CONFIG, _ALL, RuleKind.CONFIG_ENTRIES),
    _count("dependency_count", frozenset({Role.MANIFEST}), _ALL, RuleKind.DEPENDENCIES),
    _count(
        "dependency_count",
        _CODE,
        ("CMakeLists.txt", "*.cmake", "conanfile.py"),
        RuleKind.DEPENDENCIES,
    ),
    _count("service_dependency_count", _DEPLOYED, _COMPOSE, RuleKind.SERVICES, "compose"),
    _count("test_function_count", _TEST, _ALL, RuleKind.FUNCTIONS, "*"),
    _count("test_data_volume", _TEST_DATA, _ALL, RuleKind.SIZE),
    _count("service_dependency_count", _DEPLOYED, _YAML, RuleKind.SERVICES, "kubernetes"),
)
"""The whole table."""
