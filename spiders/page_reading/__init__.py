"""A page that carries no markup as a reader sees it: its parts, its heading, its labelled values, or why it is none.

Pure functions from a page's text to what stands there. May import `registry` and `spiders.field_reading` only. Open
`readable_text.py` first.
"""
