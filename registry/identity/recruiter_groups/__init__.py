"""Who is behind adverts: the keys they hang on and the groups these make. Open `resolution.py` first."""
