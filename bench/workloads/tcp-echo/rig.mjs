/** Two servers under the same load in turns, as `npm run echo` does it, for a shorter while. */
import { figures, measureEcho } from '../../tcp/echo.mjs';

export async function measure({ execPath }) {
  const result = await measureEcho({ connections: 500, seconds: 5, size: 64, slice: 500, execPath });
  const [wrong] = figures(result, () => {}).filter((failure) => /lost|accepted|ended/.test(failure));
  if (wrong !== undefined) return { stackless: { error: wrong }, callbacks: { error: wrong } };
  return Object.fromEntries(
    result.sides.map(({ name, slices }) => [name, slices.map(({ rate }) => 1e9 / rate)]),
  );
}
