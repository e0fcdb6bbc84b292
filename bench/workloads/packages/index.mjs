export const workload = {
  asks: `26 packages compiled with functions: 'all'`,
  rig: 'rig.mjs',
  conditions: ['alone'],
  programs: { stackless: 'rig.mjs', regenerator: 'rig.mjs' },
  parts: {
    'compile time': {
      asks: `26 packages compiled with functions: 'all', ms of the processor`,
      of: 'time',
      targets: [['stackless', 'regenerator', 0.8]],
    },
    'output size': {
      asks: `26 packages compiled with functions: 'all', bytes minified and gzipped, runtimes included`,
      of: 'size',
      targets: [['stackless', 'regenerator', 1]],
    },
  },
};
