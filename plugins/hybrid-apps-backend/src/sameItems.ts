/** Whether two lists hold the very same items, in the same order. */
export const sameItems = <T>(
  some: readonly T[],
  others: readonly T[],
): boolean =>
  some.length === others.length &&
  some.every((item, index) => item === others[index]);
