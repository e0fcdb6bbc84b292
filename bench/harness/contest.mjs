import { measureInTurn } from './processes.mjs';
import { median, spread } from './statistics.mjs';

/**
 * Several contestants on one workload, in turn, alone and polluted. Each claim is a row: `[who, beside whom, limit]`,
 * the limit for the ratio of the medians. Rows without a limit are there to be read.
 */
export async function* contest(context, { what, job, module, claims, conditions = ['alone', 'polluted'] }) {
  const kinds = [...new Set(claims.flatMap((claim) => claim.slice(0, 2)))];
  for (const condition of conditions) {
    const jobs = kinds.map((kind) => ({
      ...job,
      module: context.locate(kind, module),
      ...(condition === 'polluted' && { pollution: context.locate(kind, 'pollution') }),
    }));
    const answers = await measureInTurn(jobs, context.processes);
    const of = (kind) => answers[kinds.indexOf(kind)];
    for (const [who, beside, limit] of claims) {
      const ours = median(of(who));
      const baseline = median(of(beside));
      yield {
        what: `${what}, ${condition}: ${named(who)} / ${named(beside)}`,
        ours,
        baseline,
        ratio: ours / baseline,
        spread: Math.max(spread(of(who)), spread(of(beside))),
        limit,
      };
    }
  }
}

function named(kind) {
  return kind === 'compiled' ? 'marked' : kind;
}
