"""How a message leaves: by SMTP where a server is configured, else as one .eml file in the outbox folder."""

import os
import re
import smtplib
import ssl
import tempfile
from contextlib import suppress
from email.message import EmailMessage
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from alerts.plain_words import one_line
from registry.settings import Settings

SECONDS_TO_ANSWER = 30
IMPLICIT_TLS_PORT = 465
PERMANENT_FROM = 500
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")


class NotDelivered(Exception):
    """A message that did not leave, with the reason in one line; a `permanent` one is not worth another try."""

    def __init__(self, reason: str, *, permanent: bool = False) -> None:
        super().__init__(one_line(reason))
        self.permanent = permanent


class Transport(Protocol):
    """Takes messages while it is open."""

    def __enter__(self) -> Self: ...
    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...
    def send(self, message: EmailMessage) -> None:
        """Nothing when the message has left; raises NotDelivered."""
        ...


def open_transport(settings: Settings) -> Transport:
    """The way out that these settings name."""
    return SmtpServer(settings) if settings.smtp_host else MailFolder(settings.outbox_dir)


class MailFolder:
    """Writes each message as one file, whole or not at all; the same message twice is one file."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        return None

    def send(self, message: EmailMessage) -> None:
        """The message as a file named after its Message-ID; nothing that came from outside names a file."""
        name = str(message["Message-ID"]).strip("<>").partition("@")[0]
        file = self._folder / f"{_UNSAFE.sub('-', name).strip('.-')}.eml"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            _write_whole(file, message.as_bytes())
        except OSError as error:
            raise NotDelivered(f"The mail folder {self._folder} cannot be written: {error.strerror}.") from error


def _write_whole(file: Path, body: bytes) -> None:
    with tempfile.NamedTemporaryFile(dir=file.parent, prefix=".writing-", delete=False) as half:
        try:
            half.write(body)
            half.flush()
            os.fsync(half.fileno())
            Path(half.name).replace(file)
        except BaseException:
            Path(half.name).unlink(missing_ok=True)
            raise


class SmtpServer:
    """One connection for all messages of a run, opened anew after a failure; never plain where TLS was asked for."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._connection: smtplib.SMTP | None = None
        self._unreachable = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._hang_up()

    def send(self, message: EmailMessage) -> None:
        """The message handed to the server; refusals of 5xx are permanent, all else may pass."""
        connection = self._connect()
        try:
            connection.send_message(message)
        except smtplib.SMTPRecipientsRefused as error:
            self._hang_up()
            code, said = next(iter(error.recipients.values()))
            raise NotDelivered(_answer(code, said), permanent=code >= PERMANENT_FROM) from error
        except smtplib.SMTPSenderRefused as error:
            self._hang_up()
            # The sender is a setting that somebody will correct, so the messages wait.
            raise NotDelivered(_answer(error.smtp_code, error.smtp_error)) from error
        except smtplib.SMTPResponseException as error:
            self._hang_up()
            permanent = error.smtp_code >= PERMANENT_FROM
            raise NotDelivered(_answer(error.smtp_code, error.smtp_error), permanent=permanent) from error
        except (smtplib.SMTPException, OSError) as error:
            self._hang_up()
            raise NotDelivered(f"The mail server stopped answering: {error}") from error

    def _connect(self) -> smtplib.SMTP:
        if self._unreachable:
            # A server that is down costs one wait a run, not one a message.
            raise NotDelivered(self._unreachable)
        if self._connection is None:
            try:
                self._connection = _open(self._settings)
            except (smtplib.SMTPException, OSError) as error:
                where = f"{self._settings.smtp_host}:{self._settings.smtp_port}"
                self._unreachable = f"The mail server {where} cannot be used: {_said(error)}"
                raise NotDelivered(self._unreachable) from error
        return self._connection

    def _hang_up(self) -> None:
        if self._connection is not None:
            with suppress(smtplib.SMTPException, OSError):
                self._connection.quit()
            self._connection.close()
            self._connection = None


def _open(settings: Settings) -> smtplib.SMTP:
    secure = ssl.create_default_context()
    if settings.smtp_port == IMPLICIT_TLS_PORT:
        connection: smtplib.SMTP = smtplib.SMTP_SSL(
            settings.smtp_host, settings.smtp_port, timeout=SECONDS_TO_ANSWER, context=secure
        )
    else:
        connection = smtplib.SMTP(settings.smtp_host, settings.smtp_port, timeout=SECONDS_TO_ANSWER)
    try:
        if settings.smtp_starttls and settings.smtp_port != IMPLICIT_TLS_PORT:
            connection.starttls(context=secure)
        if settings.smtp_user:
            connection.login(settings.smtp_user, settings.smtp_password.get_secret_value())
    except BaseException:
        connection.close()
        raise
    return connection


def _said(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        return _answer(error.smtp_code, error.smtp_error)
    return str(error) or type(error).__name__


def _answer(code: int, said: bytes | str) -> str:
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return f"{code} {text}"
