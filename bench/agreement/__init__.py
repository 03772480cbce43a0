"""Our counts against those of scc, radon and lizard, file by file, on pinned repositories."""
