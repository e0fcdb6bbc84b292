package main

// Two goroutines that hand a ball to one another: what Go has in place of a transfer.
func main() {
	measure(func(size int) int {
		left := make(chan int)
		right := make(chan int)
		go func() {
			defer close(left)
			for ball := range right {
				left <- ball + 1
			}
		}()
		ball := 0
		for ball < size {
			right <- ball + 1
			ball = <-left
		}
		close(right)
		return ball
	})
}
