"""Bytes of reports -> test cases and covered lines. Nothing in a report is trusted."""
