package main

const members = 1000

func member(left <-chan int, right chan<- int, rounds int) {
	for round := 0; round < rounds; round++ {
		right <- <-left + 1
	}
}

func main() {
	measure(func(size int) int {
		rounds := size / members
		first := make(chan int)
		last := first
		for i := 1; i < members; i++ {
			next := make(chan int)
			go member(last, next, rounds)
			last = next
		}
		token := 0
		for round := 0; round < rounds; round++ {
			first <- token + 1
			token = <-last
		}
		return token
	})
}
