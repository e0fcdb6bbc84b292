import * as effection from 'effection4';
import { programs } from './effection.mjs';

export const { ofCall, ofPromise } = programs(effection);
