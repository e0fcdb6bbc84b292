package main

import "time"

func main() {
	measure(func(size int) int {
		cancelled := 0
		set := make([]*time.Timer, size)
		for i := range set {
			set[i] = time.AfterFunc(time.Duration(60000+i%1000)*time.Millisecond, func() {})
		}
		for _, timer := range set {
			if timer.Stop() {
				cancelled++
			}
		}
		return cancelled
	})
}
