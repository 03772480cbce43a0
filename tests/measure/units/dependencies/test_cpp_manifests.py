"""`dependency_count` in CMake's lists, conanfiles and vcpkg.json."""

from tests.measure.units.asking import named
from variant_budget.domain.units import RuleKind

DEPENDENCIES = RuleKind.DEPENDENCIES


def test_vcpkg_has_its_ports_and_those_of_features() -> None:
    text = """\
        {"dependencies": ["fmt",
          {"name": "boost-asio", "platform": "!windows"},
          {"name": "protobuf", "host": true}],
         "overrides": [{"name": "zlib", "version": "1"}],
         "features": {"truck": {"dependencies": [
           "opencv"]}}}
    """

    assert named(DEPENDENCIES, "vcpkg.json", text) == [
        "1 vcpkg:fmt",
        "2 vcpkg:boost-asio",
        "6 vcpkg:opencv",
    ]


def test_conan_has_its_references_in_both_formats() -> None:
    text = """\
        # why
        [requires]
        zlib/1.2.13
        Boost/[>=1.80]@acme/stable#rev  # note

        [tool_requires]
        cmake/3.25
        [generators]
        CMakeDeps
    """
    program = '''\
        from conan import ConanFile

        class Fleet(ConanFile):
            """requires = "no/1" """
            requires = "zlib/1.2.13", "fmt/10.0"
            # requires = "commented/1"
            tool_requires = "cmake/3.25"
            options = {"with_x": [True]}

            def requirements(self):
                self.requires("boost/1.83.0", transitive_headers=True)
                if self.settings.os == "Linux":
                    self.requires(
                        f"libalsa/{self.alsa}"
                    )
                self.test_requires("gtest/1.14")

        class Other(ConanFile):
            requires = (
                ("poco/1.12", "private"),  # why/not
                'expat/2.5',
            )
            name = "x/y"
    '''

    assert named(DEPENDENCIES, "conanfile.txt", text) == ["3 conan:zlib", "4 conan:boost"]
    assert named(DEPENDENCIES, "conanfile.py", program) == [
        "5 conan:fmt",
        "5 conan:zlib",
        "11 conan:boost",
        "14 conan:libalsa",
        "20 conan:poco",
        "21 conan:expat",
    ]


def test_cmake_has_what_it_looks_for_and_fetches() -> None:
    text = """\
        # find_package(None)
        #[[ find_package(None) ]]
        find_package(OpenSSL 3 REQUIRED COMPONENTS Crypto)
        if(TRUCK)
          FIND_PACKAGE ( "Boost" 1.80
            REQUIRED)
        endif()
        message("find_package(None)")
        my_find_package(None)
        find_package(${DRIVER})
        FetchContent_Declare(
          googletest URL https://example.org/x.zip)
        find_library(NONE m)
    """
    expected = ["3 cmake:openssl", "5 cmake:boost", "10 cmake:${driver}", "11 cmake:googletest"]

    assert named(DEPENDENCIES, "CMakeLists.txt", text) == expected
    assert named(DEPENDENCIES, "deps.cmake", text) == expected
