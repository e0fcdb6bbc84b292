import asyncio

from measure import measure


def nothing():
    pass


async def main(size):
    loop = asyncio.get_running_loop()
    cancelled = 0
    timers = [loop.call_later(60 + i % 1_000 / 1_000, nothing) for i in range(size)]
    for timer in timers:
        timer.cancel()
        cancelled += 1
    return cancelled


measure(main)
