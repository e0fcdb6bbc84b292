from measure import measure


def echo(n):
    x = 0
    while n > 0:
        x = (yield x) + 1
        n -= 1


def work(size):
    answers = echo(size)
    total = next(answers)
    for i in range(1, size):
        total += answers.send(i)
    return total


measure(work)
