/** The package entry `stackless/node`: Node's streams, files, commands and HTTP as operations, over Node's own loop. */
import { keepAsyncContext } from './async-context.ts';
import { publishTaskEvents } from './diagnostics.ts';

export { Connection, type ConnectOptions, connect } from './connection.ts';
export type { TaskMessage } from './diagnostics.ts';
export { StreamError, type StreamErrorCode } from './errors.ts';
export { Listener, type ListenOptions, listen } from './listener.ts';
export { Reader } from './reader.ts';
export { Writer } from './writer.ts';

keepAsyncContext();
publishTaskEvents();
