"""Which columns of a Parquet file are words: lists, records and bytes print as something, but nobody wrote that."""

from collections.abc import Iterable
from pathlib import Path

from registry.errors import InvalidInput
from risk_model.learning.column_names import written_as


def refuse_what_is_no_text(file: Path, columns: Iterable[str]) -> None:
    """Raises InvalidInput, naming column and type, where one of these columns of a Parquet file holds lists, records or
    bytes; numbers, dates and truth values read as they print, and a CSV file holds text only."""
    if file.suffix != ".parquet":
        return
    from pyarrow import parquet, types

    schema, columns = parquet.read_schema(file), list(columns)
    written = written_as(schema.names, columns)
    for name in columns:
        kind = schema.field(written.get(name, name)).type
        if types.is_nested(kind) or "binary" in str(kind):
            raise InvalidInput(
                f"{file}: the column {name} holds {kind}, which is no text; save it as text and try again."
            )
