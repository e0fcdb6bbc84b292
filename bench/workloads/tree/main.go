package main

import "math/bits"

func walk(depth int, channel chan<- int) {
	if depth > 0 {
		walk(depth-1, channel)
		channel <- depth
		walk(depth-1, channel)
	}
}

func main() {
	measure(func(size int) int {
		channel := make(chan int)
		go func() {
			defer close(channel)
			walk(bits.Len(uint(size+1))-1, channel)
		}()
		sum := 0
		for value := range channel {
			sum += value
		}
		return sum
	})
}
