// Answers right at first.
let rounds = 0;
export const run = (size) => size + rounds++;
