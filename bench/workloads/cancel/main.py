import asyncio

from measure import measure


async def main(size):
    ended = 0

    async def waiter():
        nonlocal ended
        try:
            await asyncio.Queue(1).get()
        finally:
            ended += 1

    tasks = [asyncio.create_task(waiter()) for _ in range(size)]
    await asyncio.sleep(0)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    return ended


measure(main)
