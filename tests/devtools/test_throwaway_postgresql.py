"""A PostgreSQL of a run's own: it starts, keeps what was committed over a kill, and leaves nothing behind."""

import os

import psycopg
import pytest

from cmlguide.devtools.throwaway_postgresql import find_programs, throwaway_postgresql

needs_postgresql = pytest.mark.skipif(
    find_programs() is None and not os.environ.get("CI"), reason="no PostgreSQL here: apt install postgresql"
)


def ask(server, *statements):
    """The answer to the last of the statements, as rows."""
    with psycopg.connect(f"host={server.folder} user=cmlguide dbname=postgres", autocommit=True) as database:
        for statement in statements:
            answer = database.execute(statement)
        return answer.fetchall() if answer.description else []


@needs_postgresql
def test_what_was_committed_is_there_after_a_kill_and_nothing_stays_in_the_end():
    with throwaway_postgresql({"fsync": "on"}) as server:
        ask(server, "CREATE TABLE kept (number int)", "INSERT INTO kept VALUES (7)")
        server.kill()
        server.start()
        kept = ask(server, "SELECT number FROM kept")
        folder = server.folder

    assert kept == [(7,)]
    assert not folder.exists()


@needs_postgresql
def test_words_are_sorted_as_people_do_and_the_settings_hold():
    with throwaway_postgresql() as server:
        words = ask(server, "SELECT word FROM unnest(ARRAY['b', 'A', 'a', 'B']) word ORDER BY word")
        settings = ask(server, "SELECT current_setting('fsync'), current_setting('listen_addresses')")

    assert words == [("a",), ("A",), ("b",), ("B",)]
    assert settings == [("off", "")]
