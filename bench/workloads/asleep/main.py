import asyncio

from measure import measure


async def main(size):
    woken = 0

    async def sleeper(ms):
        nonlocal woken
        await asyncio.sleep(ms / 1_000)
        woken += 1

    await asyncio.gather(*(sleeper(1 + i % 10) for i in range(size)))
    return woken


measure(main)
