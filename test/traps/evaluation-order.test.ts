import { EVALUATION_ORDER } from './evaluation-order.ts';
import { runTraps } from './run.ts';

runTraps(EVALUATION_ORDER);
