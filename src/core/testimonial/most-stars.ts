/** The most that somebody can give; the least is one. */
export const MOST_STARS = 5;
