"""`rasid serve` and `rasid account`: the workbench in the browser, over a ledger on this machine."""

from __future__ import annotations

import gc
import getpass
import ipaddress
import sys
import threading
from pathlib import Path

import msgspec

from rasid.cli.desk import opened_store
from rasid.cli.review import reviewer
from rasid.cli.terminal import isolate
from rasid.errors import UsageError
from rasid.messages import t

PORT = 8181
#: How many new objects make Python look for cycles, and how seldom among the older ones: answers over ten thousand places are many objects,
#: none of them in a cycle.
COLLECT = (50_000, 20, 50)
#: The names by which a server on this machine may be called: no page of another name can ask it.
LOCAL = frozenset({"127.0.0.1", "localhost", "::1"})


class Options(msgspec.Struct, frozen=True):
    """What the command line asks of `rasid serve`."""

    host: str = "127.0.0.1"
    port: int = PORT
    db: str = ""
    open: bool = False
    who: str = ""


def beside(where: str) -> Path:
    """The file of accounts, work and log that belongs to a ledger."""
    if "://" in where:
        from rasid.places.userdata import data_dir

        data_dir().mkdir(parents=True, exist_ok=True)
        return data_dir() / "workbench.db"
    return Path(f"{where}.workbench")


def run(options: Options) -> int:
    """Serve until interrupted; returns the exit code. Raises UsageError, StoreError."""
    import uvicorn

    from rasid.web.accounts import Accounts
    from rasid.web.app import application
    from rasid.web.bench import Workbench

    gc.set_threshold(*COLLECT)
    local = is_local(options.host)
    with opened_store(options.db) as store:
        accounts = Accounts(beside(store.where))
        try:
            guarded = accounts.some()
            if not local and not accounts.admins():
                raise UsageError(t("serve.accounts"), f"--host {isolate(options.host)}", t("serve.accounts_do"))
            bench = Workbench(store, accounts)
            bench.warms = True
            threading.Thread(target=lambda: bench.now, daemon=True).start()  # while the browser opens
            hosts = LOCAL | {options.host} if local else frozenset()
            app = application(bench, accounts=guarded, person=reviewer(options.who), hosts=hosts)
            name = f"[{options.host}]" if ":" in options.host else options.host
            address = f"http://{name}:{options.port}/"
            server = uvicorn.Server(uvicorn.Config(app, host=options.host, port=options.port, log_level="warning", server_header=False))
            sys.stderr.write(t("serve.at", address=address, where=isolate(store.where)) + "\n")
            if options.open:
                import webbrowser

                threading.Timer(1.0, webbrowser.open, (address,)).start()
            try:
                server.run()
                bench.warms = False
            except SystemExit as error:
                # A server that had started was told to stop; nothing is wrong with its port.
                if error.code and not server.started:
                    raise UsageError(t("serve.port"), f"--port {options.port}", t("serve.port_do")) from None
            return 0
        finally:
            accounts.close()


def is_local(host: str) -> bool:
    """Whether only this machine can reach a server at an address."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def account(name: str, role: str, db: str) -> int:
    """Make an account, or change one: asks for the password, or takes it from standard input. Raises UsageError, StoreError."""
    from rasid.web.accounts import Accounts

    with opened_store(db) as store:
        where = store.where
    accounts = Accounts(beside(where))
    try:
        if sys.stdin.isatty():
            password = getpass.getpass(t("account.password"))
            if getpass.getpass(t("account.again")) != password:
                raise UsageError(t("account.differ"))
        else:
            password = sys.stdin.readline().rstrip("\n")
        accounts.add(name, role, password)
    finally:
        accounts.close()
    sys.stderr.write(t("account.made", name=isolate(name), role=t(f"role.{role}")) + "\n")
    return 0
