import asyncio

from measure import measure


async def send(queue, count):
    for i in range(1, count + 1):
        await queue.put(i)


async def main(size):
    queue = asyncio.Queue(1)
    sender = asyncio.create_task(send(queue, size))
    total = 0
    for _ in range(size):
        total += await queue.get()
    await sender
    return total


measure(main)
