"""The same work on many things, in as many processes as are asked for and there are cores; results are those of one.

Processes and not threads: every fit of liblinear in a process draws from one source of chance, so that two at a time
would give other numbers each time. They are started afresh (nothing is forked), and map large arrays instead of
copying them.
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from threading import Lock
from typing import TypeVar

Given = TypeVar("Given")
Found = TypeVar("Found")

# joblib keeps one set of processes for the whole of this one: whoever ends them must be the only one that uses them.
_processes = Lock()
_numbers = Lock()


@contextmanager
def same_numbers() -> Iterator[None]:
    """What is fitted inside has the same last bits in every process: BLAS adds up in one thread, and one fit at a time.

    Not to be entered again inside itself.
    """
    from threadpoolctl import threadpool_limits

    with _numbers, threadpool_limits(1, user_api="blas"):
        yield


def processes(n_jobs: int | None) -> int:
    """How many processes scikit-learn's `n_jobs` asks for, no more than there are cores; None and 0 ask for one."""
    from joblib import cpu_count, effective_n_jobs

    return int(min(effective_n_jobs(n_jobs or 1), cpu_count()))


def side_by_side(
    work: Callable[[Given], Found], given: Sequence[Given], *, n_jobs: int | None, worth: bool = True
) -> list[Found]:
    """What `work`, a function of a module, makes of each, in order; in this process where others are not `worth` it.

    In this process too while another thread has the others, and where one of them was killed, as for want of memory.
    """
    count = min(processes(n_jobs), len(given)) if worth else 1
    if count > 1 and _processes.acquire(blocking=False):
        try:
            return _in_processes(work, given, count)
        except BrokenProcessPool:
            pass  # begun again below: one process needs the least memory
        finally:
            _processes.release()
    return [work(one) for one in given]


def _in_processes(work: Callable[[Given], Found], given: Sequence[Given], count: int) -> list[Found]:
    from joblib import Parallel, delayed
    from joblib.externals.loky import get_reusable_executor

    try:
        found: list[Found] = Parallel(n_jobs=count, backend="loky", batch_size=1)(delayed(work)(one) for one in given)
        return found
    finally:
        get_reusable_executor().shutdown(wait=True)  # else they would keep some hundred megabytes each for minutes
