"""GitHub's REST API: the approvals it knows of, and the comments and issues that are wanted there."""
