package main

import (
	"sync"
	"sync/atomic"
	"time"
)

func main() {
	measure(func(size int) int {
		var woken int64
		var group sync.WaitGroup
		group.Add(size)
		for i := 0; i < size; i++ {
			go func(ms int) {
				defer group.Done()
				time.Sleep(time.Duration(ms) * time.Millisecond)
				atomic.AddInt64(&woken, 1)
			}(1 + i%10)
		}
		group.Wait()
		return int(woken)
	})
}
