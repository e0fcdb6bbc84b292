from measure import measure


def producer(n):
    for i in range(n):
        yield i


def doubled(source):
    for value in source:
        yield value * 2


def work(size):
    total = 0
    for value in doubled(producer(size)):
        total += value
    return total


measure(work)
