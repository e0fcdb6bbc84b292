import { measureInTurn } from './processes.mjs';
import { median, spread } from './statistics.mjs';

/**
 * Compiled against native, alone and polluted: two rows. A limit is for the ratio of the medians.
 * The spread is the wider one of the two contestants'.
 */
export async function* compare(context, { what, job, module, limit, conditions = ['alone', 'polluted'] }) {
  for (const condition of conditions) {
    const jobs = ['compiled', 'native'].map((kind) => ({
      ...job,
      module: context.locate(kind, module),
      ...(condition === 'polluted' && { pollution: context.locate(kind, 'pollution') }),
    }));
    const [ours, native] = await measureInTurn(jobs, context.processes, { flags: job.flags });
    yield {
      what: `${what}, ${condition}`,
      ours: median(ours),
      baseline: median(native),
      ratio: median(ours) / median(native),
      spread: Math.max(spread(ours), spread(native)),
      limit: limit?.[condition],
    };
  }
}
