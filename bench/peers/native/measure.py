import asyncio
import gc
import inspect
import json
import sys
import time


def measure(work):
    """
    Runs the work, a function or a coroutine function, for the size and the rounds given as arguments, and prints the
    best round's nanoseconds for one of size, with what it answered.
    """
    size, rounds = int(sys.argv[1]), int(sys.argv[2])
    once = (lambda: asyncio.run(work(size))) if inspect.iscoroutinefunction(work) else (lambda: work(size))
    result = once()
    best = float('inf')
    for _ in range(rounds):
        gc.collect()
        start = time.perf_counter_ns()
        answer = once()
        best = min(best, time.perf_counter_ns() - start)
        if answer != result:
            raise ValueError(f'{result} in one round, {answer} in another')
    print(json.dumps({'ns': best / size, 'result': result}))
