/** Which known word is meant by one that is misspelt. What is like nothing known is left alone: it may be the host's own. */

/** In a word of so many letters at most, one slip makes it; in a longer one, two. */
const ONE_SLIP_LETTERS = 6;

/** A word that begins otherwise is another word. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const alike = known.filter((one) => one[0] === word[0]);
  const within = (slips: number) => alike.find((one) => isWithin(slips, word, one));
  return within(1) ?? (word.length > ONE_SLIP_LETTERS ? within(2) : undefined);
}

/** A slip is a letter too many, too few or exchanged, or two that have changed places. */
function isWithin(slips: number, word: string, known: string): boolean {
  if (slips < 0) return false;
  if (!word || !known) return word.length + known.length <= slips;
  const [rest, left] = [word.slice(1), known.slice(1)];
  if (word[0] === known[0]) return isWithin(slips, rest, left);
  const swapped = word[0] === known[1] && word[1] === known[0];
  return (
    (swapped && isWithin(slips - 1, rest.slice(1), left.slice(1))) ||
    isWithin(slips - 1, rest, left) ||
    isWithin(slips - 1, rest, known) ||
    isWithin(slips - 1, word, left)
  );
}
