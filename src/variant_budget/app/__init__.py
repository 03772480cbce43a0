"""The wiring: what happens in which order. Straight lines; whatever needs a decision is a step.

One module for each command, and `measuring`, which all of them use. Nothing else wires.
"""
