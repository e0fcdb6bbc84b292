from measure import measure


def echo(n):
    x = 0
    while n > 0:
        x = ((yield x) or 0) + 1
        n -= 1


def work(size):
    total = 0
    for i in range(size):
        total += next(echo(i + 1))
    return total


measure(work)
