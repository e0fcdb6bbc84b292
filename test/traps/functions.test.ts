import { FUNCTIONS } from './functions.ts';
import { runTraps } from './run.ts';

runTraps(FUNCTIONS);
