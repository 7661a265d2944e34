"""People: the browser door and the terminal door. May import everything below; of `spiders`, the source schema only.

Open `cli.py` (every verb) or `app.py` (every screen) first.
"""
