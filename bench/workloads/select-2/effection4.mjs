import * as effection from 'effection4';
import { program } from './effection.mjs';

export const run = program(effection);
