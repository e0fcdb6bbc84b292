import { large } from './programs.mjs';

export const workload = {
  asks: 'a large program: compiled, run, compared with native; ms to compile, the compiler cold',
  rig: 'rig.mjs',
  conditions: ['alone'],
  programs: { stackless: 'programs.mjs' },
  targets: [['stackless', 'runs']],
  parts: Object.fromEntries(Object.keys(large).map((program) => [program, { program }])),
  further: true,
};
