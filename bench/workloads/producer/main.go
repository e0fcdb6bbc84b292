package main

func producer(n int) <-chan int {
	channel := make(chan int)
	go func() {
		defer close(channel)
		for i := 0; i < n; i++ {
			channel <- i
		}
	}()
	return channel
}

func filter(source <-chan int) <-chan int {
	channel := make(chan int)
	go func() {
		defer close(channel)
		for value := range source {
			channel <- value * 2
		}
	}()
	return channel
}

func main() {
	measure(func(size int) int {
		sum := 0
		for value := range filter(producer(size)) {
			sum += value
		}
		return sum
	})
}
