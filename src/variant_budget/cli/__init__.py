"""The command line: flags, environment, clock, exit code. Everything else is handed values."""
