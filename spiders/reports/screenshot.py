"""The words on a picture of an advert, read by Tesseract where it is installed."""

import shutil
import subprocess
import warnings
from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

from registry.advert_item import MAX_TEXT
from registry.errors import InvalidInput

PROGRAM = "tesseract"
LANGUAGES = ("eng", "swa")
MAX_FILE = 10_000_000
MAX_PIXELS = 40_000_000
BOMBS = (Image.DecompressionBombWarning, Image.DecompressionBombError)
FORMATS = ("PNG", "JPEG", "WEBP")
# Letters of a telephone's screenshot are small; Tesseract reads them better when they are some 30 pixels high.
NARROW = 1_200
SECONDS = 90
SHORTEST = 10


def words_of(image: bytes) -> str:
    """The words on `image`, line by line; raises InvalidInput for no picture, no words, or no reader installed."""
    if shutil.which(PROGRAM) is None:
        raise InvalidInput(
            "Pictures cannot be read here because Tesseract is not installed (on Debian: apt-get install tesseract-ocr "
            "tesseract-ocr-swa); type the words in instead."
        )
    picture = _plain(image)
    command = [PROGRAM, "stdin", "stdout", "-l", "+".join(_languages())]
    try:
        done = subprocess.run(command, input=picture, capture_output=True, timeout=SECONDS, check=False)  # noqa: S603  (fixed program, arguments as a list, no shell)
    except subprocess.TimeoutExpired as error:
        raise InvalidInput(
            "The picture took too long to read; cut it down to the advert, or type the words in."
        ) from error
    lines = [" ".join(line.split()) for line in done.stdout.decode("utf-8", "replace").splitlines()]
    text = "\n".join(line for line in lines if line)[:MAX_TEXT]
    if len(text) < SHORTEST:
        raise InvalidInput("No words could be read on the picture; take a sharper one, or type the words in.")
    return text


def _plain(image: bytes) -> bytes:
    """The picture alone, grey, upright and large enough, with everything else that the file held left behind."""
    if len(image) > MAX_FILE:
        raise InvalidInput(f"The picture has {len(image):,} bytes; give one of at most {MAX_FILE:,}.")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(image), formats=FORMATS) as opened:
                if opened.width * opened.height > MAX_PIXELS:
                    raise InvalidInput(
                        f"The picture has {opened.width} x {opened.height} points; cut it down to the advert."
                    )
                picture = ImageOps.exif_transpose(opened).convert("L")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, *BOMBS) as error:
        raise InvalidInput("The file is no picture that can be read; give a PNG, JPEG or WEBP.") from error
    if picture.width < NARROW:
        picture = picture.resize((picture.width * 2, picture.height * 2))
    plain = BytesIO()
    picture.save(plain, "PNG")
    return plain.getvalue()


def _languages() -> list[str]:
    """Those of the languages wanted that Tesseract has here; English stands in for all."""
    listed = subprocess.run([PROGRAM, "--list-langs"], capture_output=True, text=True, timeout=SECONDS, check=False)  # noqa: S603  (fixed program)
    here = listed.stdout.split()
    return [one for one in LANGUAGES if one in here] or ["eng"]
