"""One name among very many: what a name is found by, and the indexes that find it. Open `lookup.py` first."""
