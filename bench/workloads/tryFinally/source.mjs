import { coroutine } from 'stackless';

export const make = coroutine(function* (n) {
  let count = 0;
  for (let i = 0; i < n; i++) {
    try {
      const x = yield i;
      count = (count + (x | 0)) | 0;
    } finally {
      count++;
    }
  }
  return count;
});
