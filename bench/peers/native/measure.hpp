#pragma once
#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <limits>

// Runs the work for the size and the rounds given as arguments, and prints the best round's nanoseconds for one of size,
// with what it answered.
template <typename Work>
int measure(char** arguments, Work work) {
  using clock = std::chrono::steady_clock;
  const std::int64_t size = std::atoll(arguments[1]);
  const int rounds = std::atoi(arguments[2]);
  const std::int64_t result = work(size);
  double best = std::numeric_limits<double>::infinity();
  for (int round = 0; round < rounds; round++) {
    const auto start = clock::now();
    const std::int64_t answer = work(size);
    best = std::min(best, std::chrono::duration<double, std::nano>(clock::now() - start).count());
    if (answer != result) {
      std::fprintf(stderr, "%lld in one round, %lld in another\n", (long long)result, (long long)answer);
      return 1;
    }
  }
  std::printf("{\"ns\": %.3f, \"result\": %lld}\n", best / size, (long long)result);
  return 0;
}
