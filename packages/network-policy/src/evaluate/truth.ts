/** Three-valued truth: what no manifest says is `MAYBE`. And is min, or is max. */
export type Truth = 0 | 1 | 2;

export const NO: Truth = 0;
export const MAYBE: Truth = 1;
export const YES: Truth = 2;

export function both(a: Truth, b: Truth): Truth {
  return a < b ? a : b;
}

export function either(a: Truth, b: Truth): Truth {
  return a > b ? a : b;
}

export function negate(a: Truth): Truth {
  if (a === MAYBE) {
    return MAYBE;
  }
  return a === YES ? NO : YES;
}

export function truth(value: boolean): Truth {
  return value ? YES : NO;
}
