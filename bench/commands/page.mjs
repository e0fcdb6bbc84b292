import { writePage } from '../page/write.mjs';

export function command() {
  writePage();
  console.log('docs/performance.md is written');
  return 0;
}
