"""Where the units of the domain metrics are looked for unless the policy says otherwise.

One row a rule: its files, as gitignore patterns, and how units are found in them. A file counts by
every row of a metric that takes it in; no two of them find the same unit. `artifacts:` in a policy
replaces all rows of the metric that it names. docs/metrics.md is made from this table.
"""

from typing import NamedTuple

from variant_budget.domain.units import Rule, RuleKind


class DefaultRule(NamedTuple):
    """A rule that nobody wrote, and what it finds, in words."""

    rule: Rule
    files: tuple[str, ...]
    finds: str


def _row(name: str, kind: RuleKind, argument: str, files: str, finds: str) -> DefaultRule:
    return DefaultRule(Rule(name, kind, argument), tuple(files.split()), finds)


_POLICY_FILES = " ".join(
    f"**/{folder}/**/*.{suffix}"
    for folder in ("policies", "policy")
    for suffix in ("yml", "yaml", "json")
)
_YAML = "*.yml *.yaml"
_ANY_CODE = "*"

DEFAULT_RULES = (
    _row("policy_rules", RuleKind.REGO, "", "*.rego", "each rule of Rego"),
    _row("policy_rules", RuleKind.ENTRIES, "rules", _POLICY_FILES, "each entry at `rules`"),
    _row(
        "policy_rules",
        RuleKind.ENTRIES,
        "spec.rules",
        _POLICY_FILES,
        "each entry at `spec.rules` (Kyverno, Kubernetes)",
    ),
    _row(
        "policy_rules",
        RuleKind.ENTRIES,
        "policies",
        _POLICY_FILES,
        "each entry at `policies` (Cloud Custodian)",
    ),
    _row(
        "policy_rules",
        RuleKind.ENTRIES,
        "Statement",
        _POLICY_FILES,
        "each entry at `Statement` (AWS IAM)",
    ),
    _row(
        "ui_components",
        RuleKind.COMPONENTS,
        "",
        "*.jsx *.tsx *.js *.mjs *.cjs *.ts *.mts *.vue *.svelte",
        "each component of React or Angular; each file of Vue or Svelte",
    ),
    _row(
        "workflow_definitions",
        RuleKind.FILES,
        "",
        "/.github/workflows/*.yml /.github/workflows/*.yaml",
        "each file of GitHub Actions",
    ),
    _row(
        "workflow_definitions",
        RuleKind.FILES,
        "",
        "*.gitlab-ci.yml /.gitlab/ci/**/*.yml",
        "each file of GitLab CI",
    ),
    _row(
        "workflow_definitions",
        RuleKind.FILES,
        "",
        "*.asl.json *.asl.yml *.asl.yaml",
        "each state machine of AWS Step Functions",
    ),
    _row(
        "workflow_definitions",
        RuleKind.WORKFLOW,
        "bpmn",
        "*.bpmn *.bpmn2 *.bpmn20.xml",
        "each `process` of BPMN",
    ),
    _row(
        "workflow_definitions",
        RuleKind.WORKFLOW,
        "argo",
        _YAML,
        "each `Workflow`, `CronWorkflow`, `WorkflowTemplate` and `ClusterWorkflowTemplate` of Argo",
    ),
    _row(
        "workflow_definitions",
        RuleKind.WORKFLOW,
        "airflow",
        "*.py",
        "each `DAG(...)` and `@dag` of Airflow",
    ),
    _row("integration_adapters", RuleKind.CLASSES, "*Adapter", _ANY_CODE, "classes `*Adapter`"),
    _row("integration_adapters", RuleKind.CLASSES, "*Connector", _ANY_CODE, "classes `*Connector`"),
    _row("integration_adapters", RuleKind.CLASSES, "*Gateway", _ANY_CODE, "classes `*Gateway`"),
    _row("config_files", RuleKind.FILES, "", "*", "each file"),
    _row("config_entries", RuleKind.CONFIG_ENTRIES, "", "*", "each value"),
    _row(
        "service_dependency_count",
        RuleKind.SERVICES,
        "compose",
        "compose*.yml compose*.yaml docker-compose*.yml docker-compose*.yaml",
        "services and images of compose files",
    ),
    _row(
        "service_dependency_count",
        RuleKind.SERVICES,
        "kubernetes",
        _YAML,
        "`Service` objects of Kubernetes, and the images of its containers",
    ),
    _row(
        "dependency_count",
        RuleKind.DEPENDENCIES,
        "",
        "*",
        "each direct dependency that ships",
    ),
)
"""In the order of the metrics. `*` is every file of the metric's role."""
