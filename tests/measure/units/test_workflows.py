"""Workflows: one a file, or as the file's own words say."""

import pytest

from tests.measure.units.asking import lines, trouble
from variant_budget.domain.units import RuleKind

WORKFLOW = RuleKind.WORKFLOW


def test_a_file_is_one_whatever_it_holds() -> None:
    assert lines(RuleKind.FILES, "ci.yml", "{{ not yaml") == [1]
    assert lines(RuleKind.FILES, "empty.yml", "") == [1]


def test_bpmn_has_its_processes() -> None:
    text = """\
        <?xml version="1.0" encoding="UTF-8"?>
        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL">
          <bpmn:collaboration id="c"><bpmn:participant processRef="p1"/></bpmn:collaboration>
          <bpmn:process id="load" isExecutable="true">
            <bpmn:subProcess id="s"/>
            <bpmn:callActivity calledElement="process"/>
          </bpmn:process>
          <bpmn:process id="unload"/>
        </bpmn:definitions>
    """

    assert lines(WORKFLOW, "load.bpmn", text, "bpmn") == [4, 8]
    assert lines(WORKFLOW, "load.bpmn", "<definitions><process/></definitions>", "bpmn") == [1]
    assert lines(WORKFLOW, "a.bpmn", "<process/>", "bpmn") == []


def test_argo_has_its_objects_in_any_document_and_list() -> None:
    text = """\
        # A nightly run.
        apiVersion: argoproj.io/v1alpha1
        kind: CronWorkflow
        metadata: {name: nightly}
        ---
        apiVersion: v1
        kind: ConfigMap
        ---
        apiVersion: v1
        kind: List
        items:
          - apiVersion: argoproj.io/v1alpha1
            kind: WorkflowTemplate
            spec: {args: "{{workflow.parameters.x}}"}
          - kind: Workflow
            apiVersion: "argoproj.io/v1alpha1"
          - apiVersion: argoproj.io/v1alpha1
            kind: Rollout
    """

    assert lines(WORKFLOW, "a.yaml", text, "argo") == [2, 12, 15]


def test_yaml_without_a_workflow_of_argo_is_not_even_parsed() -> None:
    assert lines(WORKFLOW, "a.yml", "kind: Workflow\n{{- x }}\n", "argo") == []
    assert (
        lines(WORKFLOW, "a.yml", "apiVersion: argoproj.io/v1\nkind: Application\n{{ x", "argo")
        == []
    )
    assert trouble(
        WORKFLOW, "a.yml", "apiVersion: argoproj.io/v1\nkind: Workflow\n{{- if x }}\n", "argo"
    ).startswith("line 4, column 1: this is not YAML")


def test_airflow_has_its_dags() -> None:
    text = '''\
        """A DAG( in a docstring."""
        from airflow import DAG
        from airflow.decorators import dag, task

        with DAG("load", schedule="@daily") as load:
            pass
        unload = models.DAG(
            dag_id="unload",
        )

        @dag(schedule=None)
        def taskflow():
            @task
            def one(): ...
        @decorators.dag
        def other(): ...
        class MyDAG(DAG): pass
        class DAG(object): pass
        # DAG("none")
        print(isinstance(load, DAG), subDAG(1))
    '''

    assert lines(WORKFLOW, "load.py", text, "airflow") == [5, 7, 11, 15]
    assert lines(WORKFLOW, "graph.py", "from dags import DAG\nDAG(1)\n", "airflow") == []


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("<definitions><process></definitions>", "line 1, column 25: this is not XML: mismatched tag"),
        ("", "line 1, column 1: this is not XML: no element found"),
        ("\n<a b=1/>", "line 2, column 6: this is not XML: not well-formed"),
        (
            '<!DOCTYPE a [\n<!ENTITY b "c">]>\n<a>&b;</a>',
            "line 2, column 12: it declares entities, which are not read",
        ),
        (
            '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
            "line 1, column 52: it declares entities, which are not read",
        ),
        ('<!DOCTYPE a [\n<!ENTITY % b "c">]>\n<a/>', "line 2, column 14: it declares entities"),
    ],
)  # fmt: skip
def test_bpmn_that_is_no_xml_or_declares_entities_is_refused(text: str, says: str) -> None:
    assert trouble(WORKFLOW, "a.bpmn", text, "bpmn").startswith(says)


def test_xml_in_the_older_encodings_is_read() -> None:
    text = '<?xml version="1.0" encoding="ISO-8859-1"?>\n<definitions>\n<process n="Lädt"/></definitions>'

    assert lines(WORKFLOW, "a.bpmn", text.encode("latin-1"), "bpmn") == [3]
    utf16 = text.replace("ISO-8859-1", "UTF-16").encode("utf-16")
    assert lines(WORKFLOW, "a.bpmn", utf16, "bpmn") == [3]


def test_a_doctype_without_entities_is_read() -> None:
    text = '<!DOCTYPE definitions PUBLIC "x" "http://example.org/x.dtd">\n<definitions><process/></definitions>'

    assert lines(WORKFLOW, "a.bpmn", text, "bpmn") == [2]
    assert lines(WORKFLOW, "a.bpmn", text.replace("<process/>", "&x;<process/>"), "bpmn") == [2]
