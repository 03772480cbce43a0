"""The tests of the samples are for the runners that they are samples of."""

collect_ignore = ["samples"]
