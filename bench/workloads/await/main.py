import asyncio

from measure import measure


async def one():
    return 1


async def main(size):
    total = 0
    for _ in range(size):
        total += await one()
    return total


measure(main)
