/** The package entry `stackless/node`: Node's streams, files, commands and HTTP as operations, over Node's own loop. */
import { keepAsyncContext } from './async-context.ts';
import { publishTaskEvents } from './diagnostics.ts';

export {
  type CommandOptions,
  command,
  type Exit,
  type Output,
  Process,
  type StartOptions,
  start,
} from './command.ts';
export { Connection, type ConnectOptions, connect } from './connection.ts';
export type { TaskMessage } from './diagnostics.ts';
export { dumpOnSignal } from './dump-on-signal.ts';
export { StreamError, type StreamErrorCode } from './errors.ts';
export { Exchange, type HttpOptions, listenHttp } from './exchange.ts';
export { File, type OpenOptions, open, readFile, writeFile } from './file.ts';
export { type Accepted, Listener, type ListenOptions, listen } from './listener.ts';
export { Reader } from './reader.ts';
export { type Handler, type ServeOptions, serve } from './serve.ts';
export { signals } from './signals.ts';
export { readableOf, senderOf, writableOf } from './streams.ts';
export { Writer } from './writer.ts';

keepAsyncContext();
publishTaskEvents();
