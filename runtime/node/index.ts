/** The package entry `stackless/node`: sockets, files, commands and HTTP, thin over Node's own loop. */
export { Connection, type ConnectOptions, connect } from './connection.ts';
export { StreamError, type StreamErrorCode } from './errors.ts';
export { Listener, type ListenOptions, listen } from './listener.ts';
export { Reader } from './reader.ts';
export { Writer } from './writer.ts';
