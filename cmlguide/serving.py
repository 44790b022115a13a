"""The command `cmlguide` (and `manage.py serve`): runs the site on this computer, for this computer only."""

import argparse
import hashlib
import json
import os
import signal
import socket
import sys
import threading
import webbrowser
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from cmlguide import __version__
from cmlguide.data_folder import COLLECTED, NotOurFolderError, data_folder, make_private_folder
from cmlguide.opening_file import remove_opening_file, write_opening_file

HOST = "127.0.0.1"
FIRST_PORT = 8000
PORTS_TO_TRY = 50
LOOK_FOR_A_NEW_DAY = 60 * 60
"""Seconds."""


def main(argv: Sequence[str] | None = None) -> int:
    """Prepare the data folder, listen, print the address, and serve until Ctrl-C. Returns the exit code."""
    options = read_options(sys.argv[1:] if argv is None else argv)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cmlguide.settings")
    signal.signal(signal.SIGTERM, stop_politely)
    try:
        can_write = prepare(back=options.put_back)
        if options.forget_passphrase and not can_write:
            sys.exit("The passphrase cannot be removed while nothing can be written.")
        if options.forget_passphrase:
            forget_passphrase()
        listener = listen(options.port)
        answer(listener, open_browser=not options.no_browser, can_write=can_write)
    except KeyboardInterrupt:
        pass
    except NotOurFolderError as error:
        sys.exit(str(error))
    except PermissionError as error:
        sys.exit(f"CML Guide cannot write to {error.filename}. Set CMLGUIDE_DATA to a folder of your own.")
    print("\nCML Guide has stopped. Your record is saved.", flush=True)
    return 0


def read_options(argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="cmlguide", description="Start CML Guide on this computer.")
    parser.add_argument("--port", type=int, default=FIRST_PORT, help="default: %(default)s")
    parser.add_argument("--no-browser", action="store_true", help="print the link, do not open the browser")
    parser.add_argument("--version", action="version", version=f"CML Guide {__version__}")
    parser.add_argument("--forget-passphrase", action="store_true", help="remove the passphrase, then start")
    parser.add_argument(
        "--put-back",
        nargs="?",
        const="newest",
        metavar="BACKUP",
        help="put back the newest backup, or the one of that name, then start",
    )
    options = parser.parse_args(argv)
    if not 1 <= options.port <= 65535:
        parser.error("--port must be a number from 1 to 65535")
    return options


def stop_politely(number: int, frame: object) -> None:
    raise KeyboardInterrupt


def prepare(*, back: str | None = None) -> bool:
    """Update the database and the served static files, and delete what is due to be deleted. False where the
    record can only be read.

    `back`: the backup to put back first, "newest" for the newest. Ends the program with a line where the
    record cannot be opened; where it only cannot be written, a line says so, and it is opened to read.
    """
    import django  # here, not above: `--help` and a wrong option then answer without loading the site
    from django.conf import settings
    from django.utils import timezone

    if settings.HOSTED:
        sys.exit("CMLGUIDE_HOSTS is set: run a hosted site with gunicorn, as docs/security.md says.")
    os.umask(0o077)  # only their owner may read the database and its journal
    make_private_folder(settings.DATA_FOLDER)
    remove_opening_file(settings.DATA_FOLDER)  # a crash may have left it
    django.setup()
    from cmlguide.backups.starting import CannotStartError, open_record  # it wants the site set up

    try:
        can_write = open_record(settings.DATA_FOLDER, say=tell, now=timezone.now(), back=back)
    except CannotStartError as refused:
        sys.exit(str(refused))
    try:
        collect_static_files()
    except OSError:
        tell("The files for how pages look could not be written. Free up space, then start CML Guide again.")
    return can_write


def tell(line: str) -> None:
    print(line, flush=True)


def collect_static_files() -> None:
    """Copy static files to where they are served from, under hashed names, when any of them changed."""
    from django.conf import settings
    from django.core.management import call_command

    stamp = settings.STATIC_ROOT / COLLECTED
    wanted = static_fingerprint()
    if stamp.is_file() and stamp.read_text(encoding="ascii") == wanted and is_complete(settings.STATIC_ROOT):
        return
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(wanted, encoding="ascii")


def is_complete(served: Path) -> bool:
    """Whether every file that pages may ask for is there and not empty."""
    try:
        names = json.loads((served / "staticfiles.json").read_text(encoding="utf-8"))["paths"].values()
        return all((served / name).stat().st_size for name in names)
    except (OSError, ValueError, KeyError):
        return False


def static_fingerprint() -> str:
    """A hash that changes whenever a static file is added, removed or edited."""
    from django.contrib.staticfiles.finders import get_finders

    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            file = os.stat(storage.path(name))
            digest.update(f"{name} {file.st_size} {file.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def forget_passphrase() -> None:
    from cmlguide.web.frame import home

    home.forget_passphrase()
    print("The passphrase is removed. You can choose a new one under More.")


def listen(port: int) -> socket.socket:
    """A socket on the first free port from `port` on; prints a line if that is another one."""
    for candidate in range(port, min(port + PORTS_TO_TRY, 65536)):
        if listener := listen_on(candidate):
            if candidate != port:
                print(f"Port {port} is in use by another program. Using port {candidate} instead.")
            return listener
    sys.exit(f"No free port from {port} on. Choose another: --port NUMBER")


def listen_on(port: int) -> socket.socket | None:
    if is_answered(port):
        return None
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    if os.name == "posix":  # a stop frees the port at once; on Windows this would let two programs share it
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, port))
    except OSError:
        listener.close()
        return None
    listener.listen()
    return listener


def is_answered(port: int) -> bool:
    """Whether another program answers on this port of localhost, over IPv4 or IPv6."""
    try:
        socket.create_connection(("localhost", port), timeout=0.5).close()
    except OSError:
        return False
    return True


def answer(listener: socket.socket, *, open_browser: bool, can_write: bool) -> None:
    """Print where the site is, open it, and answer requests until interrupted."""
    from cmlguide.connections import make_server
    from cmlguide.web.frame import home
    from cmlguide.web.frame.one_time_link import link
    from cmlguide.wsgi import application

    address = f"http://localhost:{listener.getsockname()[1]}"
    protected = home.has_passphrase()
    server = make_server(application, listener)
    announce(address + ("/" if protected else link.path()))
    link.when_renewed(lambda path: tell_next_link(address + path))
    try:
        if open_browser and has_screen():
            show_in_browser(f"{address}/", "" if protected else address + link.path())
        with kept_safe(back_up=can_write):
            server.run()
    finally:
        remove_opening_file(data_folder())
    server.close()


@contextmanager
def kept_safe(*, back_up: bool) -> Iterator[None]:
    """While the site runs: the record can be read on a full disk too, and each new day gets its backup. One
    more is made when it stops."""
    from django.conf import settings
    from django.utils import timezone

    from cmlguide.backups.in_sqlite import database_file
    from cmlguide.backups.starting import back_up_today, hold_open

    held, over = hold_open(database_file(), can_write=back_up), threading.Event()
    if back_up:
        threading.Thread(target=back_up_daily, args=[over], daemon=True).start()
    try:
        yield
    finally:
        over.set()
        if back_up:
            back_up_today(settings.DATA_FOLDER, say=tell, now=timezone.now(), again=True)
        if held:
            held.close()


def back_up_daily(over: threading.Event) -> None:
    """Look once an hour whether the day's backup is there; a program may run for weeks."""
    from django.conf import settings
    from django.utils import timezone

    from cmlguide.backups.starting import back_up_today

    while not over.wait(LOOK_FOR_A_NEW_DAY):
        back_up_today(settings.DATA_FOLDER, say=tell, now=timezone.now())


def show_in_browser(start: str, link: str) -> None:
    """Open the browser: at the start page, or through a file that leads to the link and is deleted with
    it."""
    from cmlguide.web.frame.one_time_link import GOOD_FOR

    if not link:
        webbrowser.open(start)
        return
    folder = data_folder()
    print("Does the browser say that it cannot read a file? Open the link above by hand.", flush=True)
    try:
        file = write_opening_file(folder, link)
    except OSError:  # nothing can be written
        return
    if webbrowser.open(file.as_uri()):
        remove_later(folder, GOOD_FOR)
    else:
        remove_opening_file(folder)


def remove_later(folder: Path, seconds: float) -> threading.Timer:
    """The started timer that deletes the opening file; stopping the program does not wait for it."""
    ending = threading.Timer(seconds, remove_opening_file, [folder])
    ending.daemon = True
    ending.start()
    return ending


def tell_next_link(link: str) -> None:
    """Print the link that follows a used or expired one; once a passphrase is set, no link opens anything."""
    from cmlguide.web.frame import home

    remove_opening_file(data_folder())
    if not home.has_passphrase():
        print(f"A new link, for ten minutes: {link}", flush=True)


def announce(link: str) -> None:
    from django.conf import settings

    print("CML Guide is running, on this computer only.\n")
    print(f"    {link}\n")
    if "/open/" in link:
        print("Open this link in your browser. It works once, within ten minutes, and signs that browser in.")
        print("Is it too old? Open it anyway: a new one is then shown here.")
    if settings.DEMO_TODAY:
        print(f"For show: today is taken to be {settings.DEMO_TODAY} (CMLGUIDE_TODAY).")
    print(f"Your record is kept in {settings.DATA_FOLDER}. To stop, press Ctrl-C.", flush=True)


def has_screen() -> bool:
    """Whether a browser window can open here; otherwise a text browser would take over the terminal."""
    if sys.platform in {"win32", "darwin"}:
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


if __name__ == "__main__":
    sys.exit(main())
