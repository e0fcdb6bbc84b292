import { HOSTILITY } from './hostility.ts';
import { runTraps } from './run.ts';

runTraps(HOSTILITY);
