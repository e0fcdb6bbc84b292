const expose = (name) => ({ file: 'source.mjs', as: 'stackless', expose: name });

export const workload = {
  asks: 'yield* 1,000,000 deep, a level, ns',
  size: 1_000_000,
  expect: (depth) => depth,
  parts: {
    'a resume': {
      asks: 'a resume of yield* 1,000,000 deep, beside one 10 deep, ns',
      programs: { deep: expose('deep'), shallow: expose('shallow') },
      // O(1): the same work. What is left is that the deep chain's frames are not all in the processor's caches.
      targets: [['deep', 'shallow', 1.5]],
    },
    'built and closed': { programs: { stackless: expose('closeAll') }, targets: [['stackless', 'runs']] },
    'built and thrown through': {
      programs: { stackless: expose('throwThrough') },
      targets: [['stackless', 'runs']],
    },
  },
  further: true,
};
