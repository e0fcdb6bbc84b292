/** Three colours, and the word that there is nobody left to meet. */
export const FADED = -1;

/** The creatures' colours, as they come. */
export const CREATURES = [0, 1, 2, 0, 1, 2, 0, 1, 2, 0];

/** The colour of one that has met another: its own if both have the same, else the third. */
export const changed = (own, other) => (own === other ? own : 3 - own - other);
