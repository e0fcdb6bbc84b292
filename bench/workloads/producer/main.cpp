#include "generator.hpp"
#include "measure.hpp"

generator producer(std::int64_t n) {
  for (std::int64_t i = 0; i < n; i++) co_yield i;
}

generator filter(generator source, std::int64_t n) {
  for (std::int64_t i = 0; i < n; i++) co_yield source.resume() * 2;
}

int main(int, char** arguments) {
  return measure(arguments, [](std::int64_t size) {
    auto source = filter(producer(size), size);
    std::int64_t sum = 0;
    for (std::int64_t i = 0; i < size; i++) sum += source.resume();
    return sum;
  });
}
