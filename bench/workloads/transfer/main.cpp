#include <coroutine>
#include <exception>

#include "measure.hpp"

// A coroutine that transfers to another one, which is given a value, and goes on when it is transferred to.
struct player {
  struct promise_type {
    std::int64_t ball = 0;
    player get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { std::terminate(); }
  };
  std::coroutine_handle<promise_type> self;
};

struct transfer {
  player& other;
  std::int64_t ball;
  std::coroutine_handle<player::promise_type> self{};
  bool await_ready() noexcept { return false; }
  std::coroutine_handle<> await_suspend(std::coroutine_handle<player::promise_type> from) noexcept {
    self = from;
    other.self.promise().ball = ball;
    return other.self;
  }
  std::int64_t await_resume() noexcept { return self.promise().ball; }
};

player ping(player& other, std::int64_t n, std::int64_t& result) {
  std::int64_t ball = 0;
  while (ball < n) ball = co_await transfer{other, ball + 1};
  result = ball;
}

player pong(player& other) {
  std::int64_t ball = co_await transfer{other, 2};
  for (;;) ball = co_await transfer{other, ball + 1};
}

int main(int, char** arguments) {
  return measure(arguments, [](std::int64_t size) {
    player left, right;
    std::int64_t result = 0;
    left = ping(right, size, result);
    right = pong(left);
    left.self.resume();
    left.self.destroy();
    right.self.destroy();
    return result;
  });
}
