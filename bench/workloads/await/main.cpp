#include <coroutine>
#include <exception>

#include "measure.hpp"

// A task that starts when it is awaited, and goes on in who awaits it.
struct task {
  struct promise_type {
    std::coroutine_handle<> awaiter = std::noop_coroutine();
    std::int64_t value = 0;
    task get_return_object() { return task(std::coroutine_handle<promise_type>::from_promise(*this)); }
    std::suspend_always initial_suspend() noexcept { return {}; }
    struct to_awaiter {
      bool await_ready() noexcept { return false; }
      std::coroutine_handle<> await_suspend(std::coroutine_handle<promise_type> self) noexcept {
        return self.promise().awaiter;
      }
      void await_resume() noexcept {}
    };
    to_awaiter final_suspend() noexcept { return {}; }
    void return_value(std::int64_t result) { value = result; }
    void unhandled_exception() { std::terminate(); }
  };

  explicit task(std::coroutine_handle<promise_type> self) : self(self) {}
  task(task&&) = delete;
  ~task() { self.destroy(); }

  bool await_ready() noexcept { return false; }
  std::coroutine_handle<> await_suspend(std::coroutine_handle<> awaiter) noexcept {
    self.promise().awaiter = awaiter;
    return self;
  }
  std::int64_t await_resume() noexcept { return self.promise().value; }

  std::coroutine_handle<promise_type> self;
};

task one() { co_return 1; }

task sum_of(std::int64_t n) {
  std::int64_t sum = 0;
  for (std::int64_t i = 0; i < n; i++) sum += co_await one();
  co_return sum;
}

int main(int, char** arguments) {
  return measure(arguments, [](std::int64_t size) {
    task sum = sum_of(size);
    sum.self.resume();
    return sum.await_resume();
  });
}
