from measure import measure


def values(n):
    for i in range(n):
        yield i


def work(size):
    total = 0
    for value in values(size):
        total += value
    return total


measure(work)
