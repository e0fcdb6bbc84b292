/**
 * The table of DESIGN's transfer rules, cell by cell: the status of the target by what is done to it. An illegal action
 * throws a TypeError with this text and code, and leaves target and everyone else as they were.
 */
import { describe, expect, test } from 'vitest';
import { type Coroutine, run, sleep, spawn, VirtualClock } from '../../runtime/index.ts';
import type { Status } from '../../runtime/status.ts';
import { asyncOf } from './async-body.ts';
import { type Action, type Script, script } from './script.ts';

type Does = 'resume' | 'next' | 'raise' | 'throw' | 'return' | 'close' | 'transfer' | 'delegate';
const verbs: Record<Does, string> = {
  resume: 'resume',
  next: 'resume',
  raise: 'raise at',
  throw: 'throw at',
  return: 'return from',
  close: 'close',
  transfer: 'transfer to',
  delegate: 'delegate to',
};

const boom = new Error('boom');
const does: Does[] = ['resume', 'next', 'raise', 'throw', 'return', 'close', 'transfer', 'delegate'];

/** Does it, from plain code or from inside the coroutine that runs: where `resume` is called is where it is judged. */
function perform(action: Does, target: Script): unknown {
  switch (action) {
    case 'resume':
      return target.resume('v');
    case 'next':
      return target.next('v');
    case 'raise':
      return target.raise(boom);
    case 'throw':
      return target.throw(boom);
    case 'return':
      return target.return('v');
    case 'close':
      return target.close();
    case 'transfer':
    case 'delegate':
      return from(action, target);
  }
}

/** A fresh head does it by `yield*`, and returns what it got. */
function from(action: 'transfer' | 'delegate', target: Script): unknown {
  const act: Action =
    action === 'transfer' ? { transfer: () => target, value: 'v' } : { delegate: () => target };
  const head = script('actor', act);
  const out = head.resume();
  return head.done ? head.got.at(-1) : { yielded: out };
}

function outcome(f: () => unknown): unknown {
  try {
    return { gives: f() };
  } catch (e) {
    const { message, code } = e as Error & { code?: string };
    return e === boom ? { throws: 'boom' } : { error: message, code, isTypeError: e instanceof TypeError };
  }
}

function refused(reason: string, code: string): (action: Does) => unknown {
  return (action) => ({ error: `cannot ${verbs[action]} target: ${reason}`, code, isTypeError: true });
}

interface Row {
  /** Sets it up, and hands the target to `act` at the moment it is in the status. */
  arrange: (act: (target: Script) => void) => Script[];
  status: Status;
  cells: Record<Does, ((action: Does) => unknown) | unknown>;
  /** The statuses of all afterwards, where the action is refused: those they had before. */
  after?: Partial<Record<Does, Status>>;
}

const gives = (value: unknown) => ({ gives: value });
const all = (cell: (action: Does) => unknown): Row['cells'] =>
  Object.fromEntries(does.map((action) => [action, cell])) as Row['cells'];

const transferring = refused('it waits in transfer()', 'coroutine-transferring');
const finished = refused('it has finished', 'coroutine-done');

const rows: Record<string, Row> = {
  'not started': {
    arrange: (act) => {
      const target = script('target', { yield: 1 });
      act(target);
      return [target];
    },
    status: 'suspended',
    cells: {
      resume: gives(1),
      next: gives({ value: 1, done: false }),
      raise: { throws: 'boom' },
      throw: { throws: 'boom' },
      return: gives({ value: 'v', done: true }),
      close: gives(undefined),
      // It starts, the value is dropped, and its yield is a member's: refused there, thrown at the head.
      transfer: {
        error: 'cannot yield from target: the head of its session yields',
        code: 'yield-from-member',
        isTypeError: true,
      },
      delegate: gives({ yielded: 1 }),
    },
    after: {
      resume: 'suspended',
      next: 'suspended',
      raise: 'done',
      throw: 'done',
      return: 'done',
      close: 'done',
      transfer: 'done',
      delegate: 'delegated',
    },
  },
  'suspended in yield': {
    arrange: (act) => {
      const target = script('target', { yield: 1 }, { yield: 2 });
      target.resume();
      act(target);
      return [target];
    },
    status: 'suspended',
    cells: {
      resume: gives(2),
      next: gives({ value: 2, done: false }),
      raise: { throws: 'boom' },
      throw: { throws: 'boom' },
      return: gives({ value: 'v', done: true }),
      close: gives(undefined),
      transfer: refused('it waits in yield', 'coroutine-suspended'),
      delegate: gives({ yielded: 2 }),
    },
    after: {
      resume: 'suspended',
      next: 'suspended',
      raise: 'done',
      throw: 'done',
      return: 'done',
      close: 'done',
      delegate: 'delegated',
    },
  },
  'transferring, not the head of an open session': {
    arrange: (act) => {
      let head!: Script;
      const target = script('target', { transfer: () => head, value: 'back' }, { return: 'over' });
      head = script('head', { transfer: () => target }, { return: 0 });
      head.resume();
      act(target);
      return [target, head];
    },
    status: 'transferring',
    cells: {
      resume: transferring,
      next: transferring,
      raise: { throws: 'boom' },
      throw: { throws: 'boom' },
      return: gives({ value: 'v', done: true }),
      close: gives(undefined),
      transfer: gives('over'),
      delegate: transferring,
    },
    after: { raise: 'done', throw: 'done', return: 'done', close: 'done', transfer: 'done' },
  },
  'transferring, head of this session': {
    arrange: (act) => {
      let target!: Script;
      const member = script('member', { call: () => act(target) }, { return: 'm' });
      target = script('target', { transfer: () => member }, { yield: 'y' });
      target.resume();
      return [target, member];
    },
    status: 'transferring',
    // `transfer` and `delegate` stand in a row of their own: here they would be done by a nested head.
    cells: {
      ...all(transferring),
      transfer: refused('its session encloses this one', 'coroutine-encloses'),
    },
  },
  delegated: {
    arrange: (act) => {
      const target = script('target', { yield: 1 }, { yield: 2 });
      const outer = script('outer', { delegate: () => target });
      outer.resume();
      act(target);
      return [target, outer];
    },
    status: 'delegated',
    cells: all(refused('another coroutine delegates to it', 'coroutine-delegated')),
  },
  'delegated, and running': {
    arrange: (act) => {
      const target: Script = script('target', { call: () => act(target) }, { yield: 2 });
      const outer = script('outer', { delegate: () => target });
      outer.resume();
      return [target, outer];
    },
    status: 'delegated',
    cells: all(refused('another coroutine delegates to it', 'coroutine-delegated')),
  },
  'running, itself': {
    arrange: (act) => {
      const target: Script = script('target', { call: () => act(target) }, { yield: 2 });
      target.resume();
      return [target];
    },
    status: 'running',
    cells: {
      ...all(refused('it is running', 'coroutine-running')),
      // From a coroutine that it resumed, it is 'normal'.
      transfer: refused('it waits for one that it resumed', 'coroutine-normal'),
      delegate: refused('it waits for one that it resumed', 'coroutine-normal'),
    },
  },
  'running, in a frame it delegates to': {
    arrange: (act) => {
      let target!: Script;
      const inner = script('inner', { call: () => act(target) }, { yield: 2 });
      target = script('target', { delegate: () => inner });
      target.resume();
      return [target, inner];
    },
    status: 'running',
    cells: {
      ...all(refused('it is running', 'coroutine-running')),
      transfer: refused('it waits for one that it resumed', 'coroutine-normal'),
      delegate: refused('it waits for one that it resumed', 'coroutine-normal'),
    },
  },
  normal: {
    arrange: (act) => {
      let target!: Script;
      const other = script('other', { call: () => act(target) }, { return: 0 });
      target = script('target', { call: () => other.resume() }, { yield: 2 });
      target.resume();
      return [target];
    },
    status: 'normal',
    cells: all(refused('it waits for one that it resumed', 'coroutine-normal')),
  },
  done: {
    arrange: (act) => {
      const target = script('target', { return: 1 });
      target.resume();
      act(target);
      return [target];
    },
    status: 'done',
    cells: {
      resume: finished,
      next: gives({ value: undefined, done: true }),
      raise: finished,
      throw: { throws: 'boom' },
      return: gives({ value: 'v', done: true }),
      close: gives(undefined),
      transfer: finished,
      delegate: gives(undefined),
    },
  },
};

for (const [name, row] of Object.entries(rows)) {
  describe(`a target that is ${name}`, () => {
    for (const action of does) {
      test(action, () => {
        let seen: unknown;
        let before: Status | undefined;
        let after: Status | undefined;
        const everyone = row.arrange((target) => {
          before = target.status;
          seen = outcome(() => perform(action, target));
          after = target.status;
        });
        const cell = row.cells[action];
        expect(before).toBe(row.status);
        expect(seen).toEqual(typeof cell === 'function' ? cell(action) : cell);
        expect(after).toBe(row.after?.[action] ?? row.status);
        // Nobody was harmed: whoever stands around goes on as if nothing had been tried.
        const baseline = row.arrange(() => {});
        if (row.after?.[action] === undefined) {
          expect(everyone.map((co) => co.status)).toEqual(baseline.map((co) => co.status));
          const goOn = (co: Script): unknown => outcome(() => co.resume('on'));
          expect(everyone.map(goOn)).toEqual(baseline.map(goOn));
        }
      });
    }
  });
}

describe('a target that is awaiting', () => {
  for (const action of does) {
    test(action, async () => {
      const target = script('target', { delegate: () => sleep(10) }, { return: 'slept' });
      let seen: unknown;
      const statuses: Status[] = [];
      const ended = run(
        asyncOf('main', function* () {
          const task = spawn(target as unknown as Coroutine<never, string>);
          yield sleep(1);
          statuses.push(target.status);
          seen = outcome(() => perform(action, target));
          statuses.push(target.status);
          return yield task;
        }),
        { clock: new VirtualClock() },
      );
      expect(await ended).toBe('slept');
      expect(seen).toEqual({
        error: `cannot ${verbs[action]} target: it awaits sleep(10); cancel its task`,
        code: 'coroutine-awaiting',
        isTypeError: true,
      });
      expect(statuses).toEqual(['awaiting', 'awaiting']);
    });
  }
});

describe('transfers within a session', () => {
  test('the head of this session runs, and the value is its transfer’s', () => {
    let head!: Script;
    const member = script('member', { transfer: () => head, value: 42 });
    head = script('head', { transfer: () => member }, { yield: 'y' });
    expect(head.resume()).toBe('y');
    expect(head.got).toEqual([42]);
    expect(member.status).toBe('transferring');
  });

  test('to oneself: the value at once, in any frame of the chain', () => {
    const co: Script = script('co', { transfer: () => co, value: 7 }, { return: 0 });
    co.resume();
    expect(co.got).toEqual([7]);
    let outer!: Script;
    const inner = script('inner', { transfer: () => outer, value: 8 }, { return: 0 });
    outer = script('outer', { delegate: () => inner });
    outer.resume();
    expect(inner.got).toEqual([8]);
  });

  test('a delegated frame moves its whole chain; the chain goes on in that frame', () => {
    let head!: Script;
    const leaf = script('leaf', { transfer: () => head, value: 'from leaf' }, { return: 'leaf ends' });
    const member = script('member', { delegate: () => leaf }, { return: 'member ends' });
    head = script('head', { transfer: () => member }, { transfer: () => member, value: 'again' });
    expect(head.resume()).toBe('end');
    expect(head.got).toEqual(['from leaf', 'member ends']);
    expect(leaf.got).toEqual(['again']);
    expect(member.got).toEqual(['leaf ends']);
  });

  test('the frame that delegates is no target for the frame it delegates to, but itself', () => {
    const middle: Script = script('middle', { transfer: () => middle, value: 1 });
    const outer = script('outer', { delegate: () => middle });
    outer.catches = true;
    outer.resume();
    expect(outer.got).toEqual(['!cannot transfer to middle: another coroutine delegates to it']);
  });

  test('a member that returns completes the head’s pending transfer', () => {
    const member = script('member', { return: 'gift' });
    const head = script('head', { transfer: () => member }, { yield: 'y' });
    expect(head.resume()).toBe('y');
    expect(head.got).toEqual(['gift']);
    expect(member.status).toBe('done');
  });

  test('a member that throws, throws at the head’s pending transfer, through the frames of both', () => {
    const inner = script('inner', { throw: new Error('oops') });
    const member = script('member', { delegate: () => inner });
    const below = script('below', { transfer: () => member });
    const head = script('head', { delegate: () => below }, { yield: 'caught' });
    head.catches = true;
    expect(head.resume()).toBe('caught');
    expect(below.got).toEqual(['!oops']);
    expect(head.got).toEqual(['!oops']);
    expect([inner.status, member.status, below.status]).toEqual(['done', 'done', 'done']);
  });

  test('a member that yields gets the TypeError at its yield, and may catch it', () => {
    const member = script('member', { yield: 1 }, { return: 'recovered' });
    member.catches = true;
    const head = script('head', { transfer: () => member }, { yield: 'y' });
    expect(head.resume()).toBe('y');
    expect(member.got).toEqual(['!cannot yield from member: the head of its session yields']);
    expect(head.got).toEqual(['recovered']);
  });

  test('an illegal transfer throws at the transferring coroutine, which may catch it and go on', () => {
    const done = script('target', { return: 1 });
    done.resume();
    const head = script('head', { transfer: () => done }, { yield: 'still here' });
    head.catches = true;
    expect(head.resume()).toBe('still here');
    expect(head.got).toEqual(['!cannot transfer to target: it has finished']);
  });

  test('the head of an enclosing open session is no target from an inner one, and its session stays whole', () => {
    let head!: Script;
    const actor = script('actor', { transfer: () => head }, { return: 'a' });
    actor.catches = true;
    const member = script('member', { call: () => actor.resume() }, { return: 'm' });
    head = script('head', { transfer: () => member }, { yield: 'y' });
    expect(head.resume()).toBe('y');
    expect(actor.got).toEqual(['!cannot transfer to head: its session encloses this one']);
    expect(head.got).toEqual(['m']);
  });

  test('a head whose session has ended is an ordinary target again', () => {
    let head!: Script;
    const member = script('member', { transfer: () => head }, { return: 'from member' });
    head = script(
      'head',
      { transfer: () => member },
      { yield: 'y' },
      { transfer: () => member },
      { return: 'h' },
    );
    head.resume();
    expect(head.status).toBe('suspended');
    const other = script('other', { transfer: () => member }, { return: 'o' });
    expect(other.resume()).toBe('o');
    expect(other.got).toEqual(['from member']);
  });

  test('an orphan joins the session of whoever transfers to it', () => {
    let a!: Script;
    let b!: Script;
    const orphan = script('orphan', { transfer: () => a, value: 1 }, { transfer: () => b, value: 2 });
    a = script('a', { transfer: () => orphan }, { return: 0 });
    b = script('b', { transfer: () => orphan, value: 'hi' }, { return: 0 });
    a.resume();
    b.resume();
    expect(a.got).toEqual([1]);
    expect(orphan.got).toEqual(['hi']);
    expect(b.got).toEqual([2]);
  });

  test('what is no coroutine is no target', () => {
    const head = script(
      'head',
      { transfer: () => 5 },
      { transfer: () => ({}) },
      { transfer: () => undefined },
    );
    head.catches = true;
    head.resume();
    expect(head.got).toEqual([
      '!cannot transfer to 5: it is no coroutine',
      '!cannot transfer to an object: it is no coroutine',
      '!cannot transfer to undefined: it is no coroutine',
    ]);
  });
});
