package main

func main() {
	measure(func(size int) int {
		channel := make(chan int, 1)
		go func() {
			for i := 1; i <= size; i++ {
				channel <- i
			}
		}()
		sum := 0
		for i := 0; i < size; i++ {
			sum += <-channel
		}
		return sum
	})
}
