import * as effection from 'effection3';
import { program } from './effection.mjs';

export const run = program(effection);
