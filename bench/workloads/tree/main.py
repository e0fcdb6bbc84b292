from measure import measure


def tree(depth):
    if depth > 0:
        yield from tree(depth - 1)
        yield depth
        yield from tree(depth - 1)


measure(lambda size: sum(tree((size + 1).bit_length() - 1)))
