import { question as allAsync } from './all-async.mjs';
import { question as allCreation } from './all-creation.mjs';
import { question as allGenerators } from './all-generators.mjs';
import { question as awaiting } from './awaiting.mjs';
import { question as compileTime } from './compile-time.mjs';
import { question as creation } from './creation.mjs';
import { question as depth } from './depth.mjs';
import { question as large } from './large.mjs';
import { question as memory } from './memory.mjs';
import { question as steps } from './steps.mjs';
import { question as timers } from './timers.mjs';
import { question as transfer } from './transfer.mjs';
import { question as tree } from './tree.mjs';
import { question as waiting } from './waiting.mjs';

/** In the order in which they are asked. */
export const questions = [
  steps,
  tree,
  creation,
  memory,
  waiting,
  timers,
  transfer,
  depth,
  awaiting,
  allGenerators,
  allCreation,
  allAsync,
  compileTime,
  large,
];
