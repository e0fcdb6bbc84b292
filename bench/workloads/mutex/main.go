package main

import (
	"runtime"
	"sync"
)

const tasks = 100

func main() {
	measure(func(size int) int {
		var mutex sync.Mutex
		var group sync.WaitGroup
		total := 0
		add := func() {
			mutex.Lock()
			defer mutex.Unlock()
			before := total
			runtime.Gosched()
			total = before + 1
		}
		group.Add(tasks)
		for n := 0; n < tasks; n++ {
			go func() {
				defer group.Done()
				for i := 0; i < size/tasks; i++ {
					add()
				}
			}()
		}
		group.Wait()
		return total
	})
}
