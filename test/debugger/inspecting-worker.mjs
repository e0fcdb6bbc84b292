/**
 * The debugger: speaks the inspector's protocol with the main thread, and writes down each pause. It has to live in a
 * thread of its own, for the main one stands still at a pause.
 */
import { Session } from 'node:inspector/promises';
import { parentPort, workerData } from 'node:worker_threads';

const { program, breakpoint, ignored, steps } = workerData;
const session = new Session();
const pauses = [];
const urls = new Map();
let stepsLeft = 0;
/** The last pause, written down and left: the program may have ended before the answer to that has come. */
let handled = Promise.resolve();

async function namesInScope(callFrame) {
  const names = [];
  for (const scope of callFrame.scopeChain) {
    if (scope.type !== 'local' && scope.type !== 'closure' && scope.type !== 'block') continue;
    const { result } = await session.post('Runtime.getProperties', {
      objectId: scope.object.objectId,
      ownProperties: true,
    });
    for (const { name, value } of result) names.push([name, value?.value ?? value?.description ?? null]);
  }
  return names;
}

session.on('Debugger.scriptParsed', ({ params }) => urls.set(params.scriptId, params.url));

const urlOf = ({ location }) => urls.get(location.scriptId) ?? '';

session.on('Debugger.paused', ({ params }) => {
  handled = handle(params);
});

async function handle(params) {
  const [frame] = params.callFrames;
  const stepping = stepsLeft > 0;
  pauses.push({
    why: stepping ? 'step' : 'breakpoint',
    url: urlOf(frame),
    functionName: frame.functionName,
    line: frame.location.lineNumber + 1,
    column: frame.location.columnNumber ?? 0,
    callers: params.callFrames
      .slice(1)
      .map((caller) => ({ functionName: caller.functionName, url: urlOf(caller) })),
    scope: await namesInScope(frame),
  });
  stepsLeft = stepping ? stepsLeft - 1 : steps;
  await session.post(stepsLeft > 0 ? 'Debugger.stepOver' : 'Debugger.resume');
}

// First of all: a session alone does not keep the worker alive.
parentPort.once('message', async () => {
  await handled;
  parentPort.postMessage(pauses);
  session.disconnect();
});

session.connectToMainThread();
await session.post('Debugger.enable');
await session.post('Debugger.setBlackboxPatterns', { patterns: ignored });
await session.post('Debugger.setBreakpointByUrl', {
  url: program,
  lineNumber: breakpoint.line - 1,
  columnNumber: breakpoint.column,
});
parentPort.postMessage('listening');
