export const run = () => {
  throw new RangeError('out of luck');
};
