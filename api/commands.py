"""The commands of the service: start it, bring its tables up to date, add a user."""

import secrets
from datetime import UTC, datetime
from importlib.resources import as_file, files
from typing import Annotated, get_args

import typer
import uvicorn

from api import exchange
from api.access import Caller, Role
from api.main import create_app
from api.nouns import NOUNS
from api.settings import ServiceSettings
from api.store import bulk
from api.store.database import open_database, transaction
from api.store.migrate import upgrade
from api.store.register import Desk
from api.store.users import add_user, list_users
from engine import verbs

KEEPER = Caller("user:keeper", "office", "", "", "command line")  # who works at the machine itself
app = typer.Typer(name="paike", no_args_is_help=True, add_completion=False)
Database = Annotated[
    str | None, typer.Option("--db", metavar="URL", help="数据库 (default: PAIKE_DATABASE)")
]


@app.command()
def serve(
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="端口 (port)")] = 8000,
    host: Annotated[str, typer.Option("--host", help="监听地址 (address)")] = "127.0.0.1",
    demo: Annotated[bool, typer.Option("--demo", help="装入拱墅区示例 (load Gongshu)")] = False,
    db: Database = None,
) -> None:
    """启动服务 (start the service)."""
    settings = settings_with(db)
    prepare(settings, demo=demo)
    typer.echo(f"paike: http://{host}:{port}/docs")
    uvicorn.run(create_app(settings), host=host, port=port, access_log=False, log_level="warning")


@app.command()
def migrate(db: Database = None) -> None:
    """更新数据库表 (bring the tables up to date)."""
    engine = open_database(settings_with(db).database)
    upgrade(engine)
    engine.dispose()


@app.command()
def user(
    login: str,
    role: Annotated[str, typer.Option("--role", help=" / ".join(get_args(Role)))],
    password: Annotated[
        str,
        typer.Option(
            prompt=True, hide_input=True, confirmation_prompt=True, envvar="PAIKE_PASSWORD"
        ),
    ],
    area: Annotated[str, typer.Option("--area", help="区域代码 (area code)")] = "",
    db: Database = None,
) -> None:
    """添加用户 (add a user)."""
    if role not in get_args(Role):
        raise typer.BadParameter(" / ".join(get_args(Role)), param_hint="--role")
    engine = open_database(settings_with(db).database)
    with transaction(engine, writes=True) as connection:
        new = {"login": login, "role": role, "area": area}
        add_user(connection, KEEPER, datetime.now(UTC), new, password)
    engine.dispose()


def settings_with(db: str | None) -> ServiceSettings:
    """Read the settings, with another database where one is named."""
    return ServiceSettings(database=db) if db else ServiceSettings()


def prepare(settings: ServiceSettings, *, demo: bool) -> None:
    """Make the tables; fill an empty store with the demo and its one user where asked to."""
    engine = open_database(settings.database)
    upgrade(engine)
    with transaction(engine, writes=True) as connection:
        if demo and not list_users(connection, "", 1):
            now = datetime.now(UTC)
            password = secrets.token_urlsafe(12)
            new = {"login": "demo", "role": "office", "area": ""}
            add_user(connection, KEEPER, now, new, password)
            with as_file(files("scenarios") / "gongshu") as folder:
                rows = exchange.rows_of(verbs.read(folder))
            for noun in NOUNS:
                desk = Desk(connection, KEEPER, now, noun.name)
                bulk.put_rows(desk, noun.key, rows[noun.name])
            typer.echo(f"login: demo  password: {password}")
    engine.dispose()
