"""Work for other processes, in a module that they import in no time."""

import os


def process_of(_: int) -> int:
    return os.getpid()


def ends_any_other_process(this: int) -> int:
    if os.getpid() != this:
        os._exit(1)
    return this
