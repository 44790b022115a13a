"""How often Python looks for garbage that refers to itself, in a process that answers requests."""

import gc

OBJECTS = 50_000


def look_rarely() -> None:
    """Leave alone what is there now, which stays, and look for garbage only after some 50,000 new objects.

    Python looks after 700. A page of a long record makes 60,000, nearly all of which go without any search as
    soon as nothing refers to them, and so each page was interrupted some 80 times: about 7 percent of its
    time.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(OBJECTS, 20, 20)
