/** Text before, a pass, text after; the graph verifies on both sides. */
import { expect } from 'vitest';
import { print } from '../../../compiler/babel.ts';
import { type PrintNode, printIR } from '../../../compiler/ir/print.ts';
import type { IRFunction } from '../../../compiler/ir/types.ts';
import { verify } from '../../../compiler/ir/verify.ts';
import { graphFromText, type TextOptions } from '../ir/graph-from-text.ts';

export function expectPass(
  pass: (fn: IRFunction) => void,
  before: string,
  after: string,
  options: TextOptions = {},
): IRFunction {
  const fn = graphFromText(before, options);
  verify(fn);
  pass(fn);
  verify(fn);
  expect(lines(printIR(fn, printOnOneLine))).toEqual(lines(after));
  return fn;
}

const printOnOneLine: PrintNode = (node) => print(node).replaceAll(/\s*\n\s*/g, ' ');

function lines(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
