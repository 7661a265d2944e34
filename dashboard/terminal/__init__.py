"""The terminal door, one file a group of verbs; `dashboard/cli.py` puts them together.

Standard output carries the result alone; progress, passwords and questions go to standard error.
"""
