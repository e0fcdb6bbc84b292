import { agreesInEachOperand } from './operands.ts';

agreesInEachOperand('async');
