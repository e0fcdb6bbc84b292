/** What flat generators have in common: three ways to drive them. */
const quick = { alone: 0.5, polluted: 0.6 };
const slow = { alone: 0.6, polluted: 0.75 };

/** `expect` is of the values that are sent: `resume` and `next` send 0, 1, 2 …, `for-of` sends nothing. */
export const parts = (expect) => ({
  'by for-of': { driver: 'forOf', expect: expect.nothing, targets: [['stackless', 'native', quick]] },
  'by resume': { driver: 'resume', expect: expect.numbers, targets: [['stackless', 'native', quick]] },
  'by next': { driver: 'next', expect: expect.numbers, targets: [['stackless', 'native', slow]] },
});
