import fc from 'fast-check';
import { createSharing } from './sharing';

describe('what is shared', () => {
  it('equals what it was, in every order and depth', () => {
    const share = createSharing();
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), value => {
        const before = JSON.stringify(value);
        expect(JSON.stringify(share(value))).toBe(before);
        expect(JSON.stringify(value)).toBe(before);
      }),
    );
  });

  it('is one where it is equal, and not where it only looks so', () => {
    const share = createSharing();
    const spec = (name: string) => ({
      volumes: [{ name }],
      containers: [{ ports: [{ containerPort: 8080 }], env: [] }],
    });
    const [a, b] = ['a', 'b'].map(name => share(spec(name)));
    expect(a).toEqual(spec('a'));
    expect(b).toEqual(spec('b'));
    expect(a).not.toBe(b);
    expect(a).toHaveProperty('containers');
    expect(share(spec('a'))).toBe(a);
    expect(share(spec('b').containers)).toBe(share(spec('a').containers));
    expect(share(['1'])).not.toEqual(share([1]));
    expect(share([])).not.toEqual(share({}));
  });

  it('is forgotten in time', () => {
    const share = createSharing();
    const first = share({ name: 'first' });
    Array.from({ length: 50_000 }, (_, index) => share({ index }));
    expect(share({ name: 'first' })).toEqual(first);
    expect(share({ name: 'first' })).not.toBe(first);
  });
});
