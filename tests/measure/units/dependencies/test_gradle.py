"""`dependency_count` in build.gradle and build.gradle.kts."""

from tests.measure.units.dependencies.manifest import asked_for

GROOVY = """\
    buildscript {
        dependencies { classpath 'com.android.tools.build:gradle:8.4.0' }
    }
    plugins { id 'java' }
    // implementation 'org.old:one:1'
    dependencies {
        implementation 'com.squareup.okhttp3:okhttp:4.12.0'
        api("org.slf4j:slf4j-api:2.0.13") {
            exclude group: 'org.left', module: 'out'
        }
        implementation group: 'com.google.guava',
                       name: 'guava', version: '33.2.0'
        truckImplementation "org.can:bus:$busVersion@aar"
        implementation project(':core')
        implementation files('libs/local.jar')
        implementation platform('org.springframework.boot:spring-boot-dependencies:3.3.0')
        runtimeOnly libs.postgres.driver
        /* implementation 'in:comment:1' */
        testImplementation 'junit:junit:4.13'
        androidTestImplementation 'androidx.test:runner:1.5'
        annotationProcessor 'org.projectlombok:lombok:1.18'
        constraints { implementation 'org.only:version:1' }
    }
    """

KOTLIN = """\
    plugins { kotlin("jvm") version "2.0.0" }
    dependencies {
        implementation("io.ktor:ktor-client-core:2.3.11")
        implementation(kotlin("reflect"))
        implementation(libs.okhttp)
        implementation(group = "com.google.guava", name = "guava", version = "33")
        implementation(project(":core"))
        implementation(projects.shared)
        compileOnly("org.provided:api:1")
        testImplementation(kotlin("test"))
        "truckRuntimeOnly"("org.quoted:name:1")
    }
    kotlin {
        sourceSets {
            val commonMain by getting {
                dependencies { implementation("org.multi:platform:1") }
            }
            val commonTest by getting {
                dependencies { implementation("org.multi:test:1") }
            }
        }
    }
    """


def test_groovy_has_what_ships_on_its_line() -> None:
    assert asked_for("build.gradle", GROOVY) == [
        "7 maven:com.squareup.okhttp3:okhttp",
        "8 maven:org.slf4j:slf4j-api",
        "11 maven:com.google.guava:guava",
        "13 maven:org.can:bus",
        "17 maven:libs.postgres.driver",
    ]


def test_kotlin_has_what_ships_on_its_line() -> None:
    assert asked_for("build.gradle.kts", KOTLIN) == [
        "3 maven:io.ktor:ktor-client-core",
        "4 maven:org.jetbrains.kotlin:kotlin-reflect",
        "5 maven:libs.okhttp",
        "6 maven:com.google.guava:guava",
        "9 maven:org.provided:api",
        "11 maven:org.quoted:name",
        "16 maven:org.multi:platform",
    ]


def test_a_catalogue_of_versions_asks_for_nothing() -> None:
    text = '[libraries]\nokhttp = "com.squareup.okhttp3:okhttp:4.12.0"\n'
    assert asked_for("libs.versions.toml", text) == []
