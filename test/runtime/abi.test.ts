import { expect, test } from 'vitest';
import { ABI_EXPORTS } from '../../runtime/abi.ts';
import * as emitted from '../../runtime/emitted.ts';

test('the compiler knows by name all that emitted code can import', () => {
  expect(Object.keys(emitted).sort()).toEqual([...ABI_EXPORTS].sort());
});
