"""Commits, trees and blobs of a checkout, read without running anything the checkout brings.

All commands run in a private bare directory (private.py) that borrows the checkout's objects, so
that no hook, filter, fsmonitor, replace ref or configuration of the checkout takes part.
Start at repository.py (`open_repository`); choose.py decides which commits a check compares.
"""
