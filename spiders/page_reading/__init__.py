"""A page that carries no markup as a reader sees it: its parts, its heading, its labelled values, or why it is none.

Pure functions from a page's text to what stands there. May import `registry`, `spiders.field_reading` and, of
`spiders` itself, `html_text`, `posting` and `web_address` only. Open `readable_text.py` first.
"""
