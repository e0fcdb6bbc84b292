from measure import measure


# Python's generators are asymmetric: each says who is next, and a loop resumes that one.
class Game:
    def __init__(self, size):
        self.ball = 0
        self.left = self.ping(size)
        self.right = self.pong()

    def ping(self, size):
        while self.ball < size:
            self.ball += 1
            yield self.right

    def pong(self):
        while True:
            self.ball += 1
            yield self.left


def work(size):
    game = Game(size)
    player = game.left
    while player is not None:
        player = next(player, None)
    return game.ball


measure(work)
