#include <cmath>

#include "generator.hpp"
#include "measure.hpp"

generator tree(int depth) {
  if (depth > 0) {
    co_yield tree(depth - 1);
    co_yield depth;
    co_yield tree(depth - 1);
  }
}

int main(int, char** arguments) {
  return measure(arguments, [](std::int64_t size) {
    auto values = tree(static_cast<int>(std::log2(size + 1)));
    std::int64_t sum = 0;
    for (;;) {
      const auto value = values.resume();
      if (values.done()) return sum;
      sum += value;
    }
  });
}
