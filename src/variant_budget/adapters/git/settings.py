"""The few settings of a checkout that are data, not behaviour: object format, remote, upstream.

`git config --file` prints them; no include of the file is followed and none of it is obeyed.
"""

from collections.abc import Mapping
from os.path import isfile
from typing import NamedTuple

from variant_budget.adapters.git.process import GitFailedError, Runner


class Settings(NamedTuple):
    """A config file's values; where a key stands twice, the last one."""

    values: Mapping[str, str]

    def get(self, section: str, subsection: str, key: str) -> str:
        """A value, "" where it is not set. Sections and keys ignore case, subsections do not."""
        return self.values.get(f"{section}.{subsection}.{key}", "")

    @property
    def object_format(self) -> str:
        """`sha1` or `sha256`."""
        return self.values.get("extensions.objectformat", "sha1").lower()

    @property
    def ref_storage(self) -> str:
        """`files` or `reftable`."""
        return self.values.get("extensions.refstorage", "files").lower()


def read_settings(runner: Runner, config: str) -> Settings:
    """All settings of one config file; none where there is no such file."""
    if not isfile(config):
        return Settings({})
    try:
        # -z: values may span lines. Since it is --file, includes stay closed by default.
        listed = runner.run("config", f"--file={config}", "-z", "--no-includes", "--list").stdout
    except GitFailedError as failed:
        raise failed.as_measure_error() from failed
    pairs = (record.partition("\n") for record in listed.decode("utf-8", "replace").split("\0"))
    return Settings({key: value for key, _, value in pairs if key})
