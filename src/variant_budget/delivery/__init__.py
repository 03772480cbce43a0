"""The report -> what is wanted: of the runner and the disk (step), of GitHub (posts)."""
