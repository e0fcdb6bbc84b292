package main

import (
	"runtime"
	"sync"
)

const children = 1000

func family() int {
	var results [children]int
	var group sync.WaitGroup
	group.Add(children)
	for n := 0; n < children; n++ {
		go func(n int) {
			defer group.Done()
			runtime.Gosched()
			results[n] = n
		}(n)
	}
	group.Wait()
	sum := 0
	for _, value := range results {
		sum += value
	}
	return sum
}

func main() {
	measure(func(size int) int {
		sum := 0
		for done := 0; done < size; done += children {
			sum += family()
		}
		return sum
	})
}
