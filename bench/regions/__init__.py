"""Code under conditions: what the engine finds against what a reader says."""
