#include "generator.hpp"
#include "measure.hpp"

generator range(std::int64_t n) {
  for (std::int64_t i = 0; i < n; i++) co_yield i;
}

int main(int, char** arguments) {
  return measure(arguments, [](std::int64_t size) {
    auto values = range(size);
    std::int64_t sum = 0;
    for (std::int64_t i = 0; i < size; i++) sum += values.resume();
    return sum;
  });
}
