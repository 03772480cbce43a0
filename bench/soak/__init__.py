"""Random edits of a real repository: a check with a cache that lives on says what one without says."""
