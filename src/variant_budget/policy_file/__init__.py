"""Bytes of the policy and of its exceptions -> values, with every problem located.

Reads no file: the caller hands in the bytes as git gives them. One table of rows per mapping
(`rows.py` and the `*_rows.py` beside it) reads, checks, describes and documents each key.
"""
