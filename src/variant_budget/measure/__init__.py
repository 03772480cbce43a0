"""Bytes of one file -> measured facts. Reads no disk, process, clock or environment.

`facts` gives the line-resolved facts of a blob, `functions` the definitions that findings name,
`languages` the one table of languages. Definitions are in docs/metrics.md.
"""

ENGINE = 3
"""Version of the engine: raised whenever any blob's facts would change. Part of every cache key."""
