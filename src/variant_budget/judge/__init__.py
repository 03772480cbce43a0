"""Comparisons, policy, exceptions and the day -> the verdict (docs/design.md, "Verdict")."""
