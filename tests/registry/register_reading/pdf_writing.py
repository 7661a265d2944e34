"""Small PDF files written by hand: text at places, in colours, with or without ruled lines."""

from collections.abc import Iterable, Sequence

Line = Sequence[str]
BLACK, RED = "0 0 0", "1 0 0"
LEFT, TOP, COLUMN, ROW = 40, 780, 170, 20


def a_page(rows: Iterable[tuple[Line, str]], *, ruled: bool = False, title: str = "") -> str:
    """What a page shows: one line a row, its cells a column apart, in the row's colour."""
    listed = list(rows)
    shown = [f"BT /F1 14 Tf 0 0 0 rg {LEFT} {TOP + 30} Td ({title}) Tj ET"] if title else []
    for at, (cells, colour) in enumerate(listed):
        for column, cell in enumerate(cells):
            place = f"{LEFT + COLUMN * column + 3} {TOP - ROW * at - 14}"
            shown.append(f"BT /F1 9 Tf {colour} rg {place} Td ({_escaped(cell)}) Tj ET")
    if ruled and listed:
        wide, high = COLUMN * len(listed[0][0]), ROW * len(listed)
        shown += [f"{LEFT} {TOP - ROW * at} m {LEFT + wide} {TOP - ROW * at} l S" for at in range(len(listed) + 1)]
        shown += [
            f"{LEFT + COLUMN * at} {TOP} m {LEFT + COLUMN * at} {TOP - high} l S" for at in range(len(listed[0][0]) + 1)
        ]
    return "\n".join(shown)


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def a_pdf(*pages: str) -> bytes:
    """A PDF of those pages."""
    kids = " ".join(f"{4 + 2 * at} 0 R" for at in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for at, page in enumerate(pages):
        resources = "/Resources << /Font << /F1 3 0 R >> >>"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 842] {resources} /Contents {5 + 2 * at} 0 R >>"
        )
        objects.append(f"<< /Length {len(page.encode('cp1252'))} >>\nstream\n{page}\nendstream")
    body = b"%PDF-1.4\n"
    places = []
    for number, one in enumerate(objects, start=1):
        places.append(len(body))
        body += f"{number} 0 obj\n{one}\nendobj\n".encode("cp1252")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    tail = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    tail += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF\n"
    return body + tail.encode()
