"""Two names side by side: what agrees, what differs, and whether they can be one firm's. Open `comparison.py` first."""
