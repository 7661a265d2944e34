"""Words on a screenshot, read by the real Tesseract; what is no picture is one sentence."""

import shutil
from io import BytesIO

import pytest
from PIL import Image, ImageDraw, ImageFont

from registry.errors import InvalidInput
from spiders.reports.screenshot import MAX_FILE, words_of

needs_tesseract = pytest.mark.skipif(shutil.which("tesseract") is None, reason="Tesseract is not installed")


def a_screenshot(*lines: str, kind: str = "PNG") -> bytes:
    """A telephone's screenshot of a message."""
    picture = Image.new("RGB", (720, 60 + 60 * len(lines)), "white")
    pen = ImageDraw.Draw(picture)
    for number, line in enumerate(lines):
        pen.text((30, 30 + 60 * number), line, fill="black", font=ImageFont.load_default(size=28))
    stream = BytesIO()
    picture.save(stream, kind)
    return stream.getvalue()


@needs_tesseract
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_the_words_of_a_forwarded_message_are_read(kind: str) -> None:
    said = words_of(a_screenshot("Cooks wanted in Qatar", "Registration fee 5000", kind=kind))
    assert "Cooks wanted in Qatar" in said
    assert "5000" in said


@needs_tesseract
def test_a_picture_without_words_is_one_sentence() -> None:
    with pytest.raises(InvalidInput, match="No words could be read"):
        words_of(a_screenshot())


@needs_tesseract
@pytest.mark.parametrize("damaged", [b"", b"<svg/>", b"\x89PNG\r\n\x1a\n" + b"\0" * 50, b"GIF89a"])
def test_what_is_no_picture_is_one_sentence(damaged: bytes) -> None:
    with pytest.raises(InvalidInput, match="PNG, JPEG or WEBP"):
        words_of(damaged)


@needs_tesseract
def test_a_picture_that_unpacks_into_too_much_is_refused() -> None:
    stream = BytesIO()
    Image.new("1", (9_000, 9_000)).save(stream, "PNG")
    with pytest.raises(InvalidInput, match="cut it down"):
        words_of(stream.getvalue())
    with pytest.raises(InvalidInput, match="at most"):
        words_of(b"\x89PNG" + b"\0" * MAX_FILE)


def test_without_a_reader_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(InvalidInput, match="apt-get install tesseract-ocr"):
        words_of(a_screenshot("Cooks wanted"))
