package main

const senders = 1000

func main() {
	measure(func(size int) int {
		channel := make(chan int)
		for n := 0; n < senders; n++ {
			go func() {
				for i := 1; i <= size/senders; i++ {
					channel <- i
				}
			}()
		}
		sum := 0
		for i := 0; i < size; i++ {
			sum += <-channel
		}
		return sum
	})
}
