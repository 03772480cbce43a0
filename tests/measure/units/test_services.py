"""`service_dependency_count`: services and images of compose files and of Kubernetes objects."""

import pytest

from tests.measure.units.asking import named, trouble
from variant_budget.domain.units import RuleKind
from variant_budget.measure.units.services import image_name

SERVICES = RuleKind.SERVICES


@pytest.mark.parametrize(
    ("reference", "name"),
    [
        ("redis", "redis"),
        ("postgres:16.3-alpine", "postgres"),
        ("postgres@sha256:0f1e", "postgres"),
        ("nginx:1.27@sha256:0f1e", "nginx"),
        ("docker.io/library/nginx:1", "nginx"),
        ("index.docker.io/bitnami/kafka:3", "bitnami/kafka"),
        ("library/redis", "redis"),
        ("localhost:5000/fleet/truck", "localhost:5000/fleet/truck"),
        ("ghcr.io:443/fleet/truck:2.1", "ghcr.io:443/fleet/truck"),
        ("ghcr.io/library/redis", "ghcr.io/library/redis"),
        ("redis:${REDIS_VERSION:-7.2}", "redis"),
        ("redis:${REDIS_VERSION}", "redis"),
        ("${REGISTRY:-ghcr.io}/fleet/truck:${TAG:?none}", "ghcr.io/fleet/truck"),
        ("${IMAGE:-${FALLBACK:-redis:7}}", "redis"),
        ("${REGISTRY}/fleet/truck:1", "${REGISTRY}/fleet/truck"),
    ],
)
def test_an_image_is_named_without_tag_digest_and_docker_s_registry(
    reference: str, name: str
) -> None:
    assert image_name(reference) == name


def test_a_compose_file_has_its_services_and_images_that_it_does_not_build() -> None:
    text = """\
        name: fleet
        x-defaults: &defaults
          restart: always
        services:
          truck:
            <<: *defaults
            build: ./truck
            image: ghcr.io/fleet/truck:dev
          db:
            image: "postgres:16@sha256:0f1e"  # the fleet's
          cache: {image: docker.io/library/redis:7, profiles: [truck]}
        volumes:
          data: {}
        """
    assert named(SERVICES, "compose.yml", text, "compose") == [
        "5 service:truck",
        "9 service:db",
        "10 image:postgres",
        "11 image:redis",
        "11 service:cache",
    ]


def test_the_first_format_of_compose_files_has_its_services_at_the_top() -> None:
    text = "web:\n  build: .\ndb:\n  image: postgres:9\n"
    found = named(SERVICES, "docker-compose.yml", text, "compose")
    assert found == ["1 service:web", "3 service:db", "4 image:postgres"]


MANIFEST = """\
    # The truck's gateway.
    apiVersion: v1
    kind: Service
    metadata:
      name: can-gateway
    ---
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: can-gateway}
    spec:
      template:
        spec:
          initContainers:
            - name: wait
              image: busybox:1.36
          containers:
            - name: gateway
              image: ghcr.io/fleet/gateway:2.1
            - name: side
              image: envoyproxy/envoy@sha256:0f1e
    ---
    apiVersion: v1
    kind: List
    items:
      - apiVersion: v1
        kind: Service
        metadata: {name: telemetry}
      - apiVersion: batch/v1
        kind: CronJob
        spec: {jobTemplate: {spec: {template: {spec: {containers: [{image: curlimages/curl}]}}}}}
    """


def test_kubernetes_has_the_services_and_images_of_every_document_and_list() -> None:
    assert named(SERVICES, "truck.yaml", MANIFEST, "kubernetes") == [
        "5 service:can-gateway",
        "15 image:busybox",
        "18 image:ghcr.io/fleet/gateway",
        "20 image:envoyproxy/envoy",
        "27 service:telemetry",
        "30 image:curlimages/curl",
    ]


def test_yaml_without_any_object_of_kubernetes_has_none_and_need_not_be_sound() -> None:
    assert named(SERVICES, "a.yml", "containers: [{image: redis}]\n", "kubernetes") == []
    assert named(SERVICES, "a.yml", "{{ not: yaml\n", "kubernetes") == []


@pytest.mark.parametrize(
    "filled_in",
    [
        "kind: Service\nmetadata:\n  name: {{ .Values.name }}\n",
        'kind: Service\nmetadata:\n  name: {{ include "fleet.fullname" . }}\n',
        'kind: Service\nmetadata:\n  name: "{{ .Values.name }}"\n',
        "kind: Pod\nspec:\n  containers: [image: '{{ .Values.image }}:{{ .Values.tag }}']\n",
        "kind: Pod\nmetadata:\n  {{- toYaml .Values.labels | nindent 2 }}\n",
    ],
)
def test_a_template_of_helm_is_trouble_where_it_is_filled_in(filled_in: str) -> None:
    text = f"apiVersion: v1\n{filled_in}"
    assert trouble(SERVICES, "service.yaml", text, "kubernetes").startswith("line 4, column")


def test_a_template_in_the_text_of_an_annotation_is_no_trouble() -> None:
    text = """\
        apiVersion: v1
        kind: Pod
        metadata: {annotations: {summary: "{{ $labels.instance }} is down"}}
        spec: {containers: [{image: redis}]}
        """
    assert named(SERVICES, "pod.yml", text, "kubernetes") == ["4 image:redis"]


def test_containers_behind_an_alias_count_where_they_are_written() -> None:
    text = """\
        apiVersion: v1
        kind: Pod
        spec:
          containers: &all
            - image: redis:7
          initContainers: *all
        """
    assert named(SERVICES, "pod.yml", text, "kubernetes") == ["5 image:redis"]


def test_one_service_named_twice_is_two_units_of_one_name() -> None:
    text = "services:\n  a: {image: redis:6}\n  b: {image: redis:7}\n"
    found = named(SERVICES, "compose.yml", text, "compose")
    assert [each for each in found if "image:" in each] == ["2 image:redis", "3 image:redis"]


def test_a_compose_file_has_nothing_twice_though_it_is_asked_for_objects_too() -> None:
    text = "services:\n  db: {image: postgres:16}\n"
    assert named(SERVICES, "compose.yml", text, "kubernetes") == []
