import asyncio

from measure import measure

FADED = -1
CREATURES = [0, 1, 2, 0, 1, 2, 0, 1, 2, 0]


async def creature(place, colour):
    partner = asyncio.Queue(1)
    met = 0
    while True:
        await place.put((colour, partner))
        other = await partner.get()
        if other == FADED:
            return met
        # Its own colour if both have the same, else the third.
        colour = colour if colour == other else 3 - colour - other
        met += 1


async def main(size):
    place = asyncio.Queue(1)
    creatures = [asyncio.create_task(creature(place, colour)) for colour in CREATURES]
    for _ in range(size):
        one, its_partner = await place.get()
        other, others_partner = await place.get()
        await its_partner.put(other)
        await others_partner.put(one)
    for _ in creatures:
        _, partner = await place.get()
        await partner.put(FADED)
    return sum(await asyncio.gather(*creatures))


measure(main)
