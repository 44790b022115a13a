"""Python looks for garbage rarely in a process that answers requests."""

import gc

from cmlguide.garbage import OBJECTS, look_rarely


def test_it_looks_after_many_objects_and_leaves_alone_what_is_there():
    before = gc.get_threshold()
    try:
        look_rarely()
        assert (OBJECTS, gc.get_threshold()[0]) == (50_000, 50_000)
        assert gc.get_freeze_count() > 10_000
    finally:  # what it left alone it leaves alone from the first test on (tests/conftest.py)
        gc.set_threshold(*before)
