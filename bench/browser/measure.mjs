import { bundleOf } from './bundle.mjs';

/** Seconds. */
const LONGEST = 60;

/** Makes one measurement of a module in a page of its own: `{ figure, result, rounds }` or `{ error }`. */
export async function measureInPage({ measures: _, ...job }, { pages, chromium, longest = LONGEST }) {
  const { url, answer } = pages.open(await bundleOf(job));
  let timer;
  const late = new Promise((resolve) => {
    timer = setTimeout(resolve, longest * 1000, { error: `took longer than ${longest} s` });
  });
  try {
    const close = await chromium.load(url);
    const told = await Promise.race([answer, late]);
    await close();
    return told;
  } catch (error) {
    return { error: error.message };
  } finally {
    clearTimeout(timer);
  }
}
