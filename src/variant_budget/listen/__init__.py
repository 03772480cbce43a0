"""Environment, event and options -> where the run is: the situation, and GitHub's service."""
