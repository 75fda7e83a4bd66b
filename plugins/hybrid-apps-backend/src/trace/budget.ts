/** How much is looked at for one question, whatever there is. */
export interface Budget {
  /** Whether one more object may be looked at, of so many rules; else it is left out, and counted. */
  spend(rules: number): boolean;
  /** So many objects were left out. */
  readonly left: number;
  /** That some are left out for other reasons. */
  leave(objects: number): void;
}

/** What is begun is looked at as a whole. */
export function createBudget(rules: number): Budget {
  let rest = rules;
  let left = 0;
  return {
    spend(some) {
      if (rest <= 0) {
        left += 1;
        return false;
      }
      rest -= some;
      return true;
    },
    get left() {
      return left;
    },
    leave(objects) {
      left += objects;
    },
  };
}
