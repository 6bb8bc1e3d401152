"""Where the service runs: every setting of it, each a variable PAIKE_... of the environment."""

from pathlib import Path

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class ServiceSettings(BaseSettings):
    """The settings of one running service; `database` is an SQLAlchemy URL.

    `origins` are further addresses of the pages (behind a proxy), `secure_cookies` says that
    they are only reached by https.
    """

    model_config = SettingsConfigDict(env_prefix="PAIKE_", frozen=True)

    database: str = "sqlite:///paike.db"
    origins: tuple[str, ...] = ()
    secure_cookies: bool = False
    session_hours: int = Field(default=12, ge=1)
    login_failures: int = Field(default=5, ge=1)
    login_minutes: int = Field(default=15, ge=1)
    upload_bytes: int = Field(default=16_000_000, ge=1_000)
    body_bytes: int = Field(default=1_000_000, ge=1_000)
    research_key: SecretStr = SecretStr("")
    hold_hours: int = Field(default=48, ge=1)
    answer_hours: int = Field(default=48, ge=1)
    work_folder: Path | None = None
