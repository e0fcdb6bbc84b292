/** Runs every other coroutine of the program through everything a coroutine can be put through, some 100,000 steps. */
export async function pollute({ pollution, pollutionOfTasks }) {
  let sink = 0;
  for (let round = 0; round < 4; round++) {
    await pollutionOfTasks();
    for (const body of pollution) {
      for (const value of body(200)) if (value) sink++;
      const pulled = body(200);
      for (let result = pulled.next(round); !result.done; result = pulled.next(round)) sink++;
      const resumed = body(200);
      if (resumed.resume) while (!resumed.done) resumed.resume(round);
      const closed = body(200);
      closed.next();
      closed.return(sink);
      const thrown = body(200);
      thrown.next();
      try {
        thrown.throw(new Error('pollution'));
      } catch {
        sink++;
      }
    }
  }
  return sink;
}
