"""Small letters as a search without regard to case takes them; apart because quick looks before such searches do."""

# What such a search takes for a plain letter, and lower case does not.
_PLAIN = {0x130: "i", 0x131: "i", 0x17F: "s"}


def as_searched(text: str) -> str:
    """`text` in small letters: whatever plain letters such a search would find in it are there."""
    return (text if text.isascii() else text.translate(_PLAIN)).lower()
