package main

func main() {
	measure(func(size int) int {
		var c [10]chan int
		for i := range c {
			c[i] = make(chan int)
		}
		go func() {
			for i := 1; i <= size; i++ {
				c[i%len(c)] <- i
			}
		}()
		sum := 0
		for i := 0; i < size; i++ {
			select {
			case value := <-c[0]:
				sum += value
			case value := <-c[1]:
				sum += value
			case value := <-c[2]:
				sum += value
			case value := <-c[3]:
				sum += value
			case value := <-c[4]:
				sum += value
			case value := <-c[5]:
				sum += value
			case value := <-c[6]:
				sum += value
			case value := <-c[7]:
				sum += value
			case value := <-c[8]:
				sum += value
			case value := <-c[9]:
				sum += value
			}
		}
		return sum
	})
}
