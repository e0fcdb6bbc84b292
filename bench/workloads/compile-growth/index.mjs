import { growing } from './programs.mjs';

export const workload = {
  asks: 'compiling a function, ms, beside one of half its size',
  rig: 'rig.mjs',
  conditions: ['alone'],
  programs: { whole: 'programs.mjs', half: 'programs.mjs' },
  // Twice, and not four times.
  targets: [['whole', 'half', 2.3]],
  parts: Object.fromEntries(
    Object.entries(growing).map(([kind, { size }]) => [`${size.toLocaleString('en')} ${kind}`, { kind }]),
  ),
  further: true,
};
