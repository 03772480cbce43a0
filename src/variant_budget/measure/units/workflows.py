"""Workflows that a file's name does not tell: BPMN processes, Argo's objects, Airflow's DAGs."""

import re
from collections.abc import Iterator

from variant_budget.domain.units import Unit
from variant_budget.measure.units.kubernetes import objects_in
from variant_budget.measure.units.text import code_in, units_at

_ARGO_GROUP = "argoproj.io/"
_ARGO_KINDS = frozenset({"Workflow", "CronWorkflow", "WorkflowTemplate", "ClusterWorkflowTemplate"})
# Other YAML is not parsed: a chart's templates are no YAML, and are no workflows either.
_ARGO = re.compile(rb"\bkind[\"']?\s*+:\s*+[\"']?(?:Cron|Cluster)?Workflow")
# `with DAG(`, `models.DAG(`; not `class DAG(`. And `@dag`, `@dag(...)`.
_DAG = re.compile(
    rb"(?<![\w.])(?<!class )(?>(?:\w++\.)*)DAG\s*+\(|(?<=\n)[ \t]*+@(?>(?:\w++\.)*)dag(?!\w)"
)


def workflows_of(data: bytes, engine: str) -> Iterator[Unit]:
    """The workflows of an engine: "bpmn", "argo" or "airflow".

    UnreadableError where the file is not what its name says.
    """
    if engine == "bpmn":
        yield from _bpmn(data)
    elif engine == "argo":
        yield from _argo(data)
    elif engine == "airflow":
        yield from _airflow(data)


def _bpmn(data: bytes) -> Iterator[Unit]:
    from variant_budget.measure.units.xml_tree import xml_root

    root = xml_root(data)
    if root.name == "definitions":
        yield from (Unit(process.line) for process in root.all("process"))


def _argo(data: bytes) -> Iterator[Unit]:
    if _ARGO_GROUP.encode() in data and _ARGO.search(data):
        for each in objects_in(data):
            if each.kind in _ARGO_KINDS and each.api.startswith(_ARGO_GROUP):
                yield Unit(each.line)


def _airflow(data: bytes) -> Iterator[Unit]:
    code = code_in(data, "Python") if b"airflow" in data else None
    if code is not None:
        yield from units_at(code, (found.start() for found in _DAG.finditer(code)))
