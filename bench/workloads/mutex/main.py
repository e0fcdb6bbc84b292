import asyncio

from measure import measure

TASKS = 100


async def main(size):
    mutex = asyncio.Lock()
    total = 0

    async def adding(times):
        nonlocal total
        for _ in range(times):
            async with mutex:
                before = total
                await asyncio.sleep(0)
                total = before + 1

    await asyncio.gather(*(adding(size // TASKS) for _ in range(TASKS)))
    return total


measure(main)
