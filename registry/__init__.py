"""The records office: what is on file, who is licensed, who is who, and what the law says.

May import nothing of Wakala's own above it; holds facts, law and identity, never a risk score, a message or a page.
Open `records/__init__.py` first: it is the whole data model on one screen. The rooms: `law`, `identity`,
`kept_pages` (evidence), and for official lists `register_reading` (from files to rows) and `register_import` (from rows
to a dated snapshot).
"""
