import { Steps } from '../unhurried';

/** What comes of steps that are taken one after the other, and how many these are. */
export function counted<T>(steps: Steps<T>): { value: T; count: number } {
  for (let count = 0; ; count++) {
    const { done, value } = steps.next();
    if (done) {
      return { value, count };
    }
  }
}
