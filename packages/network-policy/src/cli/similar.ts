/** How many letters one must write, leave out, change or swap to make one word of the other. */
function distance(a: string, b: string): number {
  const rows = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    rows[i] = [i];
    for (let j = 1; j <= b.length; j++) {
      const isSame = a[i - 1] === b[j - 1];
      const isSwapped =
        i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      rows[i][j] = Math.min(
        rows[i - 1][j] + 1,
        rows[i][j - 1] + 1,
        rows[i - 1][j - 1] + (isSame ? 0 : 1),
        isSwapped ? rows[i - 2][j - 2] + 1 : Infinity,
      );
    }
  }
  return rows[a.length][b.length];
}

/** Longer than a name is written by hand: not worth comparing. */
const MAX_LENGTH = 100;

/** The word that was probably meant; undefined when none is near. */
export function nearest(
  word: string,
  words: readonly string[],
): string | undefined {
  if (word.length > MAX_LENGTH) {
    return undefined;
  }
  const [best] = words
    .map(each => ({
      each,
      // The beginning of a word is as good as a slip.
      far:
        word.length > 1 && each.startsWith(word)
          ? 1
          : distance(word.toLowerCase(), each.toLowerCase()),
    }))
    .sort((a, b) => a.far - b.far);
  const isNear = best && best.far <= Math.max(1, Math.floor(word.length / 3));
  return isNear && best.far < best.each.length ? best.each : undefined;
}

/** `: did you mean X?` where one of the words was probably meant, or nothing. */
export function didYouMean(word: string, words: readonly string[]): string {
  const meant = nearest(word, words);
  return meant === undefined ? '' : `: did you mean ${meant}?`;
}
