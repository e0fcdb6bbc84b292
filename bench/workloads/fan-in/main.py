import asyncio

from measure import measure

SENDERS = 1_000


async def send(queue, count):
    for i in range(1, count + 1):
        await queue.put(i)


async def main(size):
    queue = asyncio.Queue(1)
    total = 0
    async with asyncio.TaskGroup() as group:
        for _ in range(SENDERS):
            group.create_task(send(queue, size // SENDERS))
        for _ in range(size):
            total += await queue.get()
    return total


measure(main)
