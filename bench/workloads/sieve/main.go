package main

func numbers(limit int, out chan<- int) {
	for n := 2; n < limit; n++ {
		out <- n
	}
	close(out)
}

func filter(prime int, source <-chan int, out chan<- int) {
	for n := range source {
		if n%prime != 0 {
			out <- n
		}
	}
	close(out)
}

func main() {
	measure(func(size int) int {
		source := make(chan int)
		go numbers(size, source)
		sum := 0
		for {
			prime, ok := <-source
			if !ok {
				return sum
			}
			sum += prime
			out := make(chan int)
			go filter(prime, source, out)
			source = out
		}
	})
}
