package main

func node(parent chan<- int, number, leaves int) {
	if leaves == 1 {
		parent <- number
		return
	}
	part := leaves / 10
	results := make(chan int)
	for i := 0; i < 10; i++ {
		go node(results, number+i*part, part)
	}
	sum := 0
	for i := 0; i < 10; i++ {
		sum += <-results
	}
	parent <- sum
}

func main() {
	measure(func(size int) int {
		result := make(chan int)
		go node(result, 0, size)
		return <-result
	})
}
