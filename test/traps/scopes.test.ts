import { runTraps } from './run.ts';
import { SCOPES } from './scopes.ts';

runTraps(SCOPES);
