package main

const faded = -1

var colours = []int{0, 1, 2, 0, 1, 2, 0, 1, 2, 0}

type visitor struct {
	colour  int
	partner chan int
}

// The colour of one that has met another: its own if both have the same, else the third.
func changed(own, other int) int {
	if own == other {
		return own
	}
	return 3 - own - other
}

func creature(place chan<- visitor, colour int, result chan<- int) {
	partner := make(chan int)
	for met := 0; ; met++ {
		place <- visitor{colour, partner}
		other := <-partner
		if other == faded {
			result <- met
			return
		}
		colour = changed(colour, other)
	}
}

func main() {
	measure(func(size int) int {
		place := make(chan visitor)
		result := make(chan int)
		for _, colour := range colours {
			go creature(place, colour, result)
		}
		for meeting := 0; meeting < size; meeting++ {
			one := <-place
			other := <-place
			one.partner <- other.colour
			other.partner <- one.colour
		}
		met := 0
		for range colours {
			left := <-place
			left.partner <- faded
			met += <-result
		}
		return met
	})
}
