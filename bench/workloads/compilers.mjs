/** The contestants that share one text. */
export const compiled = (file) => ({
  stackless: file,
  native: file,
  regenerator: file,
  tsc: file,
  swc: file,
  effectful: file,
});
