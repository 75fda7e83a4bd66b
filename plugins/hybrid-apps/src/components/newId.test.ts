import { newId } from './newId';

it('is a UUID, also where the page is no secure context', () => {
  const { randomUUID } = crypto;
  Reflect.set(crypto, 'randomUUID', undefined);
  try {
    const ids = Array.from({ length: 100 }, newId);
    for (const id of ids) {
      expect(id).toMatch(
        /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
      );
    }
    expect(new Set(ids).size).toBe(100);
  } finally {
    Reflect.set(crypto, 'randomUUID', randomUUID);
  }
});
