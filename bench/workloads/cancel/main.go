package main

import (
	"context"
	"sync"
	"sync/atomic"
)

func main() {
	measure(func(size int) int {
		var ended int64
		var waiting, group sync.WaitGroup
		parent, cancel := context.WithCancel(context.Background())
		waiting.Add(size)
		group.Add(size)
		for i := 0; i < size; i++ {
			go func() {
				defer group.Done()
				defer atomic.AddInt64(&ended, 1)
				never := make(chan int)
				waiting.Done()
				select {
				case <-never:
				case <-parent.Done():
				}
			}()
		}
		waiting.Wait()
		cancel()
		group.Wait()
		return int(ended)
	})
}
