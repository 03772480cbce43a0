"""The product's words as values: standard library only, no disk, process, clock or network."""
