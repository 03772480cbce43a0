"""The world: git, cache, workers, files, Actions, GitHub. Steps are handed in, never imported."""
