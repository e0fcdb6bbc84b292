import asyncio

from measure import measure


async def send(queues, count):
    for i in range(1, count + 1):
        await queues[i % len(queues)].put(i)


async def main(size):
    queues = [asyncio.Queue(1) for _ in range(10)]
    sender = asyncio.create_task(send(queues, size))
    total = 0
    # Who has lost goes on waiting: to cancel it would take its place in the line.
    getting = {asyncio.create_task(queue.get()): queue for queue in queues}
    received = 0
    while received < size:
        done, _ = await asyncio.wait(getting, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            total += task.result()
            received += 1
            queue = getting.pop(task)
            getting[asyncio.create_task(queue.get())] = queue
    await sender
    for task in getting:
        task.cancel()
    await asyncio.gather(*getting, return_exceptions=True)
    return total


measure(main)
