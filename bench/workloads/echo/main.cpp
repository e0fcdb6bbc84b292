#include "generator.hpp"
#include "measure.hpp"

generator echo(std::int64_t n) {
  std::int64_t x = 0;
  while (n-- > 0) x = (co_yield x) + 1;
}

int main(int, char** arguments) {
  return measure(arguments, [](std::int64_t size) {
    auto answers = echo(size);
    std::int64_t sum = 0;
    for (std::int64_t i = 0; i < size; i++) sum += answers.resume(i);
    return sum;
  });
}
