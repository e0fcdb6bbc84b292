package main

// What yields is a goroutine, and what it yields goes through a channel.
func values(n int) <-chan int {
	channel := make(chan int)
	go func() {
		defer close(channel)
		for i := 0; i < n; i++ {
			channel <- i
		}
	}()
	return channel
}

func main() {
	measure(func(size int) int {
		sum := 0
		for value := range values(size) {
			sum += value
		}
		return sum
	})
}
