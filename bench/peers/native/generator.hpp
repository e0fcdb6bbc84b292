#pragma once
#include <coroutine>
#include <cstdint>
#include <exception>
#include <utility>

// A generator as C++23 has it, for compilers that do not: `co_yield other_generator` hands out the values of another one at
// constant cost, since whoever resumes resumes the innermost. `co_yield value` gives what `resume` was given.
class generator {
 public:
  struct promise_type;
  using handle = std::coroutine_handle<promise_type>;

  struct promise_type {
    promise_type* root = this;
    handle leaf;    // of a root: who is resumed
    handle parent;  // who hands out its values
    std::int64_t value = 0;
    std::int64_t input = 0;

    generator get_return_object() {
      leaf = handle::from_promise(*this);
      return generator(leaf);
    }
    std::suspend_always initial_suspend() noexcept { return {}; }

    struct to_parent {
      bool await_ready() noexcept { return false; }
      std::coroutine_handle<> await_suspend(handle self) noexcept {
        promise_type& promise = self.promise();
        if (!promise.parent) return std::noop_coroutine();
        promise.root->leaf = promise.parent;
        return promise.parent;
      }
      void await_resume() noexcept {}
    };
    to_parent final_suspend() noexcept { return {}; }

    struct yielding {
      promise_type* root;
      bool await_ready() noexcept { return false; }
      void await_suspend(handle) noexcept {}
      std::int64_t await_resume() noexcept { return root->input; }
    };
    yielding yield_value(std::int64_t next) noexcept {
      root->value = next;
      return {root};
    }

    struct delegating {
      handle inner;
      bool await_ready() noexcept { return inner.done(); }
      handle await_suspend(handle self) noexcept {
        inner.promise().root = self.promise().root;
        inner.promise().parent = self;
        return self.promise().root->leaf = inner;
      }
      void await_resume() noexcept {}
    };
    delegating yield_value(generator&& inner) noexcept;

    void return_void() {}
    void unhandled_exception() { std::terminate(); }
  };

  generator(generator&& other) noexcept : self_(std::exchange(other.self_, {})) {}
  ~generator() {
    if (self_) self_.destroy();
  }

  // The next value; whether there was one is told by `done` afterwards.
  std::int64_t resume(std::int64_t input = 0) {
    promise_type& promise = self_.promise();
    promise.input = input;
    promise.leaf.resume();
    return promise.value;
  }
  bool done() const { return self_.done(); }

 private:
  friend struct promise_type;
  explicit generator(handle self) : self_(self) {}
  handle self_;
};

inline generator::promise_type::delegating generator::promise_type::yield_value(generator&& inner) noexcept {
  return {inner.self_};
}
