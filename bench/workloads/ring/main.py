import asyncio

from measure import measure

MEMBERS = 1_000


async def member(left, right, rounds):
    for _ in range(rounds):
        await right.put(await left.get() + 1)


async def main(size):
    rounds = size // MEMBERS
    first = last = asyncio.Queue(1)
    async with asyncio.TaskGroup() as group:
        for _ in range(1, MEMBERS):
            following = asyncio.Queue(1)
            group.create_task(member(last, following, rounds))
            last = following
        token = 0
        for _ in range(rounds):
            await first.put(token + 1)
            token = await last.get()
    return token


measure(main)
