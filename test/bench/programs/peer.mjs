import absent from 'a-package-that-is-not-there';

export const run = (size) => absent(size);
