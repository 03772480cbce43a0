"""Files and facts -> who owns what: roles, owners by path, the plan, the ledger, explain.

Reads nothing: trees, attribute files and facts are handed in.
"""
