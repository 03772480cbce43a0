"""`dependency_count` in CMake's lists, conanfiles and vcpkg.json; names that no reader knows."""

from tests.measure.units.asking import trouble
from tests.measure.units.dependencies.manifest import asked_for
from variant_budget.domain.units import RuleKind


def test_cmake_has_the_packages_that_it_looks_for_or_fetches() -> None:
    text = """\
        cmake_minimum_required(VERSION 3.25)
        find_package(OpenSSL 3.0 REQUIRED)
        FIND_PACKAGE (ZLIB)  # find_package(Commented)
        #[[ find_package(Bracketed) ]]
        message("find_package(InString)")
        if(VEHICLE STREQUAL truck)
          find_package(
            SocketCAN CONFIG)
        endif()
        find_package_handle_standard_args(Foo DEFAULT_MSG FOO)
        FetchContent_Declare(googletest URL https://example.com/gtest.zip)
        """
    assert asked_for("CMakeLists.txt", text) == [
        "2 cmake:openssl",
        "3 cmake:zlib",
        "7 cmake:socketcan",
        "11 cmake:googletest",
    ]


def test_conan_s_text_has_its_requirements_without_those_of_tools() -> None:
    text = """\
        [requires]
        openssl/3.2.1
        zlib/[>=1.2.11 <2]@user/channel
        # boost/1.84.0
        [tool_requires]
        cmake/3.29.0
        """
    assert asked_for("conanfile.txt", text) == ["2 conan:openssl", "3 conan:zlib"]


def test_conan_s_recipe_has_its_requirements_without_those_of_tests_and_tools() -> None:
    text = '''\
        from conan import ConanFile

        class Fleet(ConanFile):
            """requires = "docstring/1.0" """
            requires = "openssl/3.2.1", "zlib/1.3.1"
            tool_requires = "cmake/3.29.0"
            # requires = "commented/1"

            def requirements(self):
                self.requires("fmt/10.2.1", transitive_headers=True)
                if self.options.truck:
                    self.requires("socketcan/1.0")

            def build_requirements(self):
                self.test_requires("gtest/1.14.0")
        '''
    assert asked_for("conanfile.py", text) == [
        "5 conan:openssl",
        "5 conan:zlib",
        "10 conan:fmt",
        "12 conan:socketcan",
    ]


def test_vcpkg_has_its_dependencies_and_those_of_features_without_the_host_s() -> None:
    text = """\
        {"name": "fleet",
         "dependencies": [
           "fmt",
           {"name": "curl", "features": ["ssl"]},
           {"name": "protobuf", "host": true}
         ],
         "features": {"truck": {"description": "CAN", "dependencies": [
           "libcanberra"
         ]}}}
        """
    assert asked_for("vcpkg.json", text) == ["3 vcpkg:fmt", "4 vcpkg:curl", "8 vcpkg:libcanberra"]


def test_a_manifest_that_no_reader_knows_says_so() -> None:
    assert "no reader knows" in trouble(RuleKind.DEPENDENCIES, "BUILD.bazel", "deps = []\n")
