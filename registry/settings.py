"""Wakala's own settings (Scrapy's are `spiders/settings.py`), built at a door by `load_settings()`, never at import."""

from pathlib import Path

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from registry.errors import InvalidInput


class Settings(BaseSettings):
    """Every value an installation may set, each as `WAKALA_<NAME>` in the environment.

    All state lives under `home`; two installations with two homes never meet.
    """

    model_config = SettingsConfigDict(env_prefix="WAKALA_", extra="ignore", frozen=True)

    home: Path = Path("var")
    database_url: str = ""
    jurisdiction: str = Field(default="ke", pattern=r"^[a-z]{2}$")
    jurisdictions_dir: Path | None = None
    sources_dir: Path | None = None
    user_agent_contact: str = "set WAKALA_USER_AGENT_CONTACT to an address that site owners can write to"
    smtp_host: str = ""
    smtp_port: int = Field(default=587, ge=1, le=65535)
    smtp_user: str = ""
    smtp_password: SecretStr = SecretStr("")
    smtp_starttls: bool = True
    mail_from: str = "wakala@localhost.invalid"
    office: str = "Employment agency compliance desk"
    duty_email: str = ""
    operator_email: str = ""
    timestamp_url: str = ""
    public_url: str = "http://127.0.0.1:8501"
    dashboard_port: int = Field(default=8501, ge=1, le=65535)
    control_sample_share: float = Field(default=0.01, ge=0.0, le=0.5)
    learning_picks: int = Field(default=5, ge=0, le=1_000)
    alert_threshold: float = Field(default=0.5, gt=0.0, lt=1.0)
    reading_process: bool = False
    training_jobs: int = Field(default=2, ge=-64, le=64)
    demo: bool = False

    @property
    def database(self) -> str:
        """The database address: `database_url`, or one SQLite file in `home`."""
        return self.database_url or f"sqlite:///{self.home / 'wakala.sqlite3'}"

    @property
    def outbox_dir(self) -> Path:
        """Where mail is written as .eml files while no SMTP host is configured."""
        return self.home / "outbox"

    @property
    def evidence_dir(self) -> Path:
        """Where kept pages (WARC) live."""
        return self.home / "evidence"

    @property
    def packs_dir(self) -> Path:
        """Where evidence packs made of cases live."""
        return self.home / "packs"

    @property
    def models_dir(self) -> Path:
        """Where trained model files live."""
        return self.home / "models"

    @property
    def cache_dir(self) -> Path:
        """Where what can be worked out again is kept, so that it need not be."""
        return self.home / "cache"


def load_settings() -> Settings:
    """Settings from the environment; raises InvalidInput naming the variable that cannot be used."""
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = "WAKALA_" + "_".join(str(part) for part in first["loc"]).upper()
        raise InvalidInput(f"{name} cannot be used: {first['msg']}. Correct or unset it.") from error
