import asyncio

from measure import measure

END = 0


async def numbers(limit, out):
    for n in range(2, limit):
        await out.put(n)
    await out.put(END)


async def sift(prime, source, out):
    while (n := await source.get()) != END:
        if n % prime != 0:
            await out.put(n)
    await out.put(END)


async def main(size):
    total = 0
    async with asyncio.TaskGroup() as group:
        source = asyncio.Queue(1)
        group.create_task(numbers(size, source))
        while (prime := await source.get()) != END:
            total += prime
            out = asyncio.Queue(1)
            group.create_task(sift(prime, source, out))
            source = out
    return total


measure(main)
