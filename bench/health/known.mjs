/**
 * What `npm run bench -- --health` finds and is as it should be: `problem` is 'loop' or 'megamorphic', `file` and `function`
 * are as it names them, and `reason` is why it stays.
 */
export const known = [
  {
    problem: 'megamorphic',
    file: 'select.mjs',
    function: 'Selecting',
    reason:
      'reads the cases of an object that is the user’s, by whatever names they have: ten of them in a select of ten',
  },
];
