/** How far a run has come: one line that is written over on a terminal, one now and then elsewhere. */

/** @returns {(name: string, total: number) => (result: { status: string }) => void} */
export function progressOn(stream) {
  return (name, total) => {
    let done = 0;
    let failed = 0;
    let last = performance.now();
    return ({ status }) => {
      done++;
      if (status !== 'passed') failed++;
      const now = performance.now();
      if (done < total && now - last < (stream.isTTY ? 200 : 10_000)) return;
      last = now;
      const text = `${name}: ${done} of ${total}, ${failed} not passed`;
      stream.write(stream.isTTY ? `\r${text}${done === total ? '\n' : ''}` : `${text}\n`);
    };
  };
}
