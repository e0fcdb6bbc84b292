import { DELEGATION } from './delegation.ts';
import { runTraps } from './run.ts';

runTraps(DELEGATION);
