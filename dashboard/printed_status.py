"""How an official list showed a licence's status, as a person looking at it would say."""

from dashboard import words
from registry.register_import.entry import UNCOLOURED
from registry.register_reading.colours import background_family, family
from registry.vocabulary import LicenceStatus


def printed_status(raw: str, status: LicenceStatus) -> str:
    """The status as printed; a colour by its name, with what it is read as."""
    look, _, rest = raw.partition(" ")
    read = f", read as {words.LICENCES[status].lower()}"
    if raw == UNCOLOURED:
        return f"in no colour{read}"
    if look == "colour" and rest.startswith("#"):
        return f"in {family(rest)}{read}"
    if look == "background" and rest.startswith("#"):
        return f"on {background_family(rest) or family(rest)}{read}"
    if look == "class":
        return f"marked “{rest}”{read}"
    return raw
