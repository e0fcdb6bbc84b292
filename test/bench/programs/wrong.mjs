// Answers what is not asked for.
export const run = (size) => size + 1;
