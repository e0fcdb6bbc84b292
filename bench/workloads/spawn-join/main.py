import asyncio

from measure import measure

CHILDREN = 1_000


async def child(n):
    await asyncio.sleep(0)
    return n


async def family():
    return sum(await asyncio.gather(*(child(n) for n in range(CHILDREN))))


async def main(size):
    total = 0
    for _ in range(0, size, CHILDREN):
        total += await family()
    return total


measure(main)
