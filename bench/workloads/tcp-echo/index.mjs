export const workload = {
  asks: 'a message echoed to one of 500 connections, ns',
  rig: 'rig.mjs',
  conditions: ['alone'],
  programs: { stackless: '../../tcp/echo-stackless.mjs', callbacks: '../../tcp/echo-callbacks.mjs' },
  // 0.95 of the throughput.
  targets: [['stackless', 'callbacks', 1 / 0.95]],
};
