import { CONTROL_FLOW } from './control-flow.ts';
import { runTraps } from './run.ts';

runTraps(CONTROL_FLOW);
