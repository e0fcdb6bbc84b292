import { agreesInEachOperand } from './operands.ts';

agreesInEachOperand('generator');
