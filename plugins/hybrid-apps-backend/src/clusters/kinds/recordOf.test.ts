import fc from 'fast-check';
import { recordOf } from './recordOf';

describe('a record', () => {
  it('is what it was made of, in the same order', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fields => {
        const record = recordOf(fields);
        expect(Object.entries(record)).toEqual(Object.entries(fields));
        expect(Object.getPrototypeOf(record)).toBe(Object.prototype);
      }),
    );
  });

  it('has no field that is undefined', () => {
    expect(recordOf({ a: undefined, b: null })).toStrictEqual({ b: null });
  });

  it('keeps a field named __proto__ as a field', () => {
    const fields: object = JSON.parse('{"a":1,"__proto__":{"b":2}}');
    expect(JSON.stringify(recordOf(fields))).toBe(JSON.stringify(fields));
  });
});
