/**
 * What to do about each error of the runtime. For the documentation, and whoever shows errors to people: the runtime itself
 * does not import it, so that programs do not carry it.
 */
import type { ErrorCode } from './errors.ts';

export const hints: Record<ErrorCode, string> = {
  'coroutine-running': 'A coroutine cannot resume itself; yield, or spawn a task.',
  'coroutine-normal': 'It goes on when the coroutine it resumed yields or ends.',
  'coroutine-done': 'Look at `done` first, or call the function again for a new coroutine.',
  'coroutine-suspended': 'Transfer only to coroutines that have not started or that wait in transfer().',
  'coroutine-delegated':
    'Resume the coroutine that delegates; the delegated one belongs to it until it ends.',
  'coroutine-transferring': 'Transfer to it, or end it with raise() or close().',
  'coroutine-encloses': 'Yield or return to it; it waits for the resume that runs this session.',
  'coroutine-awaiting': 'Its task resumes it when the operation has ended.',
  'coroutine-async': 'Only generator coroutines take part in transfers; await an async one, or spawn it.',
  'yield-while-closing': 'Do not yield in a finally block that close() runs.',
  'transfer-while-closing': 'Do not transfer in a finally block that close() runs.',
  'yield-from-member': 'Transfer to the head, and let it yield.',
  'yield-to-nobody': 'Use `yield*` to wait for an operation, or a channel to hand out values.',
  'outside-task': 'Below a native resume(), next() or for-of there is no task to suspend.',
  'await-cycle': 'Break the cycle: let one of them end without the other.',
  'not-a-coroutine': 'Mark the function with coroutine(…), and call it.',
  'iterator-without-throw': 'An error was thrown into yield*, and the iterator delegated to cannot take it.',
  'iterator-result': 'next(), throw() and return() of an iterator give { value, done }.',
  'not-iterable': 'yield* takes iterables, coroutines and operations.',
  'abi-version':
    'Update `stackless` where the program runs, or compile again with the version installed there.',
  'not-compiled':
    'Native async functions can be neither lazy nor cancelled. Only a literal given to run, spawn and the like needs no mark.',
  'mark-target': 'Write coroutine(function* (…) { … }).',
  'nested-run': 'run() is for plain code. Pass a clock for a scheduler of its own.',
  cancelled: 'Whoever awaited it was not cancelled itself, and may catch this.',
  timeout: 'What did not end in time was cancelled. Allow more time, or catch this and go on without.',
  'channel-closed': 'Look at `closed`, use trySend() or for await, or close it only when all have sent.',
  'lock-not-held': 'Wait with the lock that its mutex gave, before it is released.',
  'scope-ended': 'Spawn while the body of the scope runs, or a child of it.',
  'none-completed': '`errors` has the error of each, in the order in which they were given.',
  'scope-failed': '`errors` has them all, `cause` the first.',
  deadlock: 'The dump shows the circle, or the sender that is missing. Call debug({}) first to see lines.',
  'bad-argument': 'See the documentation of the function.',
};
