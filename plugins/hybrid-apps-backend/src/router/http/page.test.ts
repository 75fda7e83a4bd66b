import fc from 'fast-check';
import { pageOf } from './page';

const names = fc.uniqueArray(fc.stringMatching(/^[a-zA-Z0-9-]{1,4}$/), {
  maxLength: 12,
});
const byRef = (all: readonly string[]) =>
  [...new Set(all)].sort((a, b) => (a < b ? -1 : 1));

describe('pages of a list that changes', () => {
  it('hold once what is there all the time, whatever comes and goes between them', () => {
    fc.assert(
      fc.property(
        names,
        fc.array(names, { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 1, max: 5 }),
        (stay, others, limit) => {
          const told: string[] = [];
          let cursor: string | undefined;
          for (let turn = 0; turn === 0 || cursor !== undefined; turn++) {
            const now = byRef([...stay, ...others[turn % others.length]]);
            const page = pageOf(now, name => name, { limit, cursor });
            told.push(...page.items);
            cursor = page.nextCursor;
          }
          expect(told.filter(name => stay.includes(name))).toEqual(byRef(stay));
          expect(new Set(told).size).toBe(told.length);
        },
      ),
    );
  });
});
