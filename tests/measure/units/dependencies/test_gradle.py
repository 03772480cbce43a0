"""build.gradle and build.gradle.kts."""

import pytest

from tests.measure.units.asking import named
from variant_budget.domain.units import RuleKind

DEPENDENCIES = RuleKind.DEPENDENCIES


def test_groovy_has_its_artifacts_in_every_notation() -> None:
    text = """\
        buildscript {
          dependencies { classpath 'com.android.tools.build:gradle:8.1' }
        }
        plugins { id 'java' }
        dependencies {
          // implementation 'commented:out:1'
          /* api 'commented:too:1' */
          implementation 'org.springframework:spring-core:6.1'
          api "com.google.guava:guava:${guavaVersion}"
          runtimeOnly group: 'org.postgresql', name: 'postgresql', version: '42'
          compileOnly('org.projectlombok:lombok') {
            exclude group: 'x', module: 'y'
          }
          implementation 'a.b:one:1', 'a.b:two:1',
            'a.b:three:1'
          implementation project(':core')
          implementation files('libs/x.jar')
          implementation fileTree(dir: 'libs', include: ['*.jar'])
          implementation platform('org.springframework.boot:spring-boot-dependencies:3')
          implementation libs.okhttp
          implementation libs.bundles.network_kit
          annotationProcessor 'org.projectlombok:lombok:1'
          testImplementation 'junit:junit:4.13'
          androidTestImplementation 'androidx.test:runner:1'
          debugImplementation 'com.squareup:leak:2@aar'
          truckImplementation 'org.acme:axle:1'
          implementation name: 'local', ext: 'aar'
          constraints { implementation 'no:no:1' }
          modules { module("a:b") { replacedBy("c:d") } }
        }
        dependencyManagement { imports { mavenBom 'x:y:1' } dependencies { dependency 'x:z:1' } }
        configurations { implementation.exclude group: 'x' }
    """

    assert named(DEPENDENCIES, "build.gradle", text) == [
        "8 maven:org.springframework:spring-core",
        "9 maven:com.google.guava:guava",
        "10 maven:org.postgresql:postgresql",
        "11 maven:org.projectlombok:lombok",
        "14 maven:a.b:one",
        "14 maven:a.b:two",
        "15 maven:a.b:three",
        "20 maven:libs.okhttp",
        "21 maven:libs.bundles.network.kit",
        "25 maven:com.squareup:leak",
        "26 maven:org.acme:axle",
    ]


def test_kotlin_has_its_artifacts_in_every_notation() -> None:
    text = """\
        plugins { kotlin("jvm") version "1.9" }
        dependencies {
            implementation(kotlin("stdlib"))
            implementation("org.slf4j:slf4j-api:$slf4j")
            api(group = "com.acme", name = "load", version = "1")
            implementation(libs.ktor.client.core)
            implementation(libs.ktor.get())
            implementation(projects.core)
            implementation(project(":core"))
            implementation(enforcedPlatform("a:bom:1"))
            "truckImplementation"("org.acme:axle:1")
            implementation(
                "org.acme:wide:1"
            )
            runtimeOnly("org.acme:run:1") { isTransitive = false }
            ksp("org.acme:ksp:1")
            testImplementation(kotlin("test"))
            implementation(npm("react", "18"))
            implementation(Deps.retrofit)
        }
    """

    assert named(DEPENDENCIES, "build.gradle.kts", text) == [
        "3 maven:org.jetbrains.kotlin:kotlin-stdlib",
        "4 maven:org.slf4j:slf4j-api",
        "5 maven:com.acme:load",
        "6 maven:libs.ktor.client.core",
        "7 maven:libs.ktor",
        "11 maven:org.acme:axle",
        "13 maven:org.acme:wide",
        "15 maven:org.acme:run",
        "19 maven:Deps.retrofit",
    ]


def test_source_sets_of_tests_do_not_ship() -> None:
    text = """\
        kotlin {
          sourceSets {
            commonMain.dependencies { implementation("a:main:1") }
            commonTest.dependencies { implementation("a:test:1") }
            val jvmMain by getting { dependencies { implementation("a:jvm:1") } }
            val jvmTest by getting { dependencies { implementation("a:jvmtest:1") } }
            getByName("androidTest") { dependencies { implementation("a:x:1") } }
            named("contestMain") { dependencies { implementation("a:contest:1") } }
          }
        }
        subprojects { dependencies { api("a:sub:1") } }
        testing { suites { dependencies { implementation("a:suite:1") } } }
    """

    assert named(DEPENDENCIES, "build.gradle.kts", text) == [
        "3 maven:a:main",
        "5 maven:a:jvm",
        "8 maven:a:contest",
        "11 maven:a:sub",
    ]


@pytest.mark.parametrize(
    "text",
    ["", "}}}}", "dependencies {", "dependencies { implementation", "((((", "dependencies { ) }"],
)
def test_what_is_cut_off_or_unbalanced_has_none(text: str) -> None:
    assert named(DEPENDENCIES, "build.gradle", text) == []
