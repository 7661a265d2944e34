"""An outbox row as an internet message: headers that nothing scraped can break, text and HTML side by side."""

from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr

from alerts.digest import unsubscribe_url
from alerts.plain_words import one_line
from registry.errors import InvalidInput
from registry.records import OutboxMessage, Subscriber
from registry.settings import Settings

# Python folds a long address in a header by encoding it, which no mail program reads as an address any more.
POLICY = SMTP.clone(max_line_length=900)


def build_message(row: OutboxMessage, *, settings: Settings, subscriber: Subscriber | None = None) -> EmailMessage:
    """The message for `row`; with `subscriber`, it carries the one-click way out of RFC 8058 (https and mailto)."""
    message = EmailMessage(policy=POLICY)
    message["From"] = _sender(settings.mail_from)
    message["To"] = row.recipient
    message["Subject"] = one_line(row.subject)
    message["Date"] = format_datetime(row.created_at)
    message["Message-ID"] = row.message_id
    message["Auto-Submitted"] = "auto-generated"
    if subscriber is not None:
        token, sender = subscriber.unsubscribe_token, parseaddr(settings.mail_from)[1]
        mailto = f"mailto:{sender}?subject=unsubscribe%20{token}"
        message["List-Unsubscribe"] = f"<{unsubscribe_url(token, settings=settings)}>, <{mailto}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(row.text, cte="quoted-printable")
    message.add_alternative(row.html, subtype="html", cte="quoted-printable")
    return message


def _sender(mail_from: str) -> Address:
    name, address = parseaddr(mail_from)
    try:
        return Address(display_name=one_line(name), addr_spec=address)
    except (ValueError, IndexError) as error:
        raise InvalidInput(f"WAKALA_MAIL_FROM {mail_from!r} is not an e-mail address; correct it.") from error
