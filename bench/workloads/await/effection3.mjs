import * as effection from 'effection3';
import { programs } from './effection.mjs';

export const { ofCall, ofPromise } = programs(effection);
