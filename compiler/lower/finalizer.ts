/**
 * What has to run whatever happens: the mechanism under `finally` and `using`.
 *
 *   region: throws → p1, returns → p2
 *     body; completion = normal
 *   cleanup; switch completion: throw → throw value, return → …, normal → after
 *   p1: completion = throw, value = received; jump cleanup
 *   p2: completion = injected return, value = received; jump cleanup
 */
import { COMPLETION_INJECTED_RETURN, COMPLETION_NORMAL, COMPLETION_THROW } from '../../runtime/abi.ts';
import { t } from '../babel.ts';
import type { BlockId, Loc } from '../ir/types.ts';
import type { Finalizer } from './jumps.ts';
import type { Lowering } from './lowering.ts';

export function withFinalizer(
  source: t.Node,
  lowering: Lowering,
  body: () => void,
  cleanup: (finalizer: Finalizer) => void,
): void {
  const { builder, jumps } = lowering;
  const loc: Loc = source.loc ?? null;
  const outer = builder.region;
  const after = builder.reserve();
  const finalizer: Finalizer = {
    kind: 'finalizer',
    entry: builder.reserve(),
    completion: builder.temporary('_completion'),
    value: builder.temporary('_outcome'),
    exits: new Map(),
    region: outer,
  };
  const region = builder.openRegion();
  region.onThrow = builder.reserve();
  if (lowering.isReturnedInto) region.onReturn = builder.reserve();
  builder.enter(builder.reserve());
  jumps.within(finalizer, body);
  builder.assign(finalizer.completion, t.numericLiteral(COMPLETION_NORMAL), loc);
  builder.region = outer;
  if (lowering.isReturnedInto)
    finalizer.exits.set(COMPLETION_INJECTED_RETURN, { kind: 'return', injected: true });

  // Right behind the body, where it is reached when nothing goes wrong; the landing pads come after it.
  builder.enter(finalizer.entry);
  lowering.shields++;
  cleanup(finalizer);
  lowering.shields--;
  goOn();
  land(region.onThrow, COMPLETION_THROW);
  if (region.onReturn !== null) land(region.onReturn, COMPLETION_INJECTED_RETURN);
  builder.enterDetached(after);

  function land(pad: BlockId, completion: number): void {
    builder.enterDetached(pad);
    builder.assign(finalizer.value, lowering.received(), loc);
    builder.assign(finalizer.completion, t.numericLiteral(completion), loc);
    builder.jump(finalizer.entry);
  }

  /** From the end of the clean-up, wherever the completion was going. */
  function goOn(): void {
    const rethrow = builder.reserve();
    const ways = [...finalizer.exits].map(([code, exit]) => ({ code, exit, target: builder.reserve() }));
    const cases = [
      { test: t.numericLiteral(COMPLETION_THROW), target: rethrow },
      ...ways.map(({ code, target }) => ({ test: t.numericLiteral(code), target })),
    ];
    const discriminant = lowering.read(finalizer.completion);
    builder.terminate({ kind: 'switch', discriminant, cases, fallback: after, loc });
    builder.enterDetached(rethrow);
    builder.terminate({ kind: 'throw', value: lowering.read(finalizer.value), loc });
    for (const { exit, target } of ways) {
      builder.enterDetached(target);
      const value = exit.kind === 'return' ? lowering.read(finalizer.value) : null;
      lowering.jumps.leave(exit, value, source);
    }
  }
}
