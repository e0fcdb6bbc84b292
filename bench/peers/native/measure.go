package main

import (
	"encoding/json"
	"fmt"
	"os"
	"runtime"
	"strconv"
	"time"
)

// measure runs the work for the size and the rounds given as arguments, and prints the best round's nanoseconds for
// one of size, with what it answered. Half of the rounds run on all processors and half on one, since hand-offs are
// faster there: Go is taken at its best.
func measure(work func(size int) int) {
	size := argument(1)
	rounds := argument(2)
	result := work(size)
	best := time.Duration(1<<63 - 1)
	for _, processors := range []int{runtime.NumCPU(), 1} {
		runtime.GOMAXPROCS(processors)
		for round := 0; round < (rounds+1)/2; round++ {
			runtime.GC()
			start := time.Now()
			answer := work(size)
			if taken := time.Since(start); taken < best {
				best = taken
			}
			if answer != result {
				panic(fmt.Sprintf("%d in one round, %d in another", result, answer))
			}
		}
	}
	json.NewEncoder(os.Stdout).Encode(map[string]any{
		"ns":     float64(best.Nanoseconds()) / float64(size),
		"result": result,
	})
}

func argument(n int) int {
	value, err := strconv.Atoi(os.Args[n])
	if err != nil {
		panic(err)
	}
	return value
}
