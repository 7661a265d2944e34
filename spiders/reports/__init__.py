"""Reports that people hand in, as files of rows, text or pictures. Open `reading.py` first."""
