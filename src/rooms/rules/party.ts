/** More people than any room seats: a typing slip. */
export const MOST_PEOPLE = 99;
