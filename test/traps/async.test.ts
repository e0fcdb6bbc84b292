import { ASYNC } from './async.ts';
import { runTraps } from './run.ts';

runTraps(ASYNC);
