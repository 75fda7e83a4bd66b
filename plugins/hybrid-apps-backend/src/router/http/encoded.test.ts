import { gunzipSync } from 'node:zlib';
import { encoded } from './encoded';

const LONG = { text: 'a'.repeat(5_000) };

describe('a content', () => {
  it('is serialized and compressed once, however many ask', async () => {
    const toJSON = jest.fn(() => LONG);
    const content = { toJSON };
    const all = await Promise.all(
      Array.from({ length: 10 }, () => encoded(content, 'gzip')),
    );
    expect(toJSON).toHaveBeenCalledTimes(1);
    expect(new Set(all.map(({ body }) => body)).size).toBe(1);
    expect(JSON.parse(gunzipSync(all[0].body).toString('utf8'))).toEqual(LONG);
  });

  it('is another one than an equal one', async () => {
    const [some, other] = await Promise.all(
      [{ ...LONG }, { ...LONG }].map(one => encoded(one, 'identity')),
    );
    expect(some.body).not.toBe(other.body);
    expect(some.body.equals(other.body)).toBe(true);
  });

  it('that is short is not compressed', async () => {
    expect(await encoded({ a: 1 }, 'br')).toEqual({
      body: Buffer.from('{"a":1}'),
    });
  });

  it('is not kept where that failed', async () => {
    const toJSON = jest.fn(() => LONG);
    toJSON.mockImplementationOnce(() => {
      throw new Error('away');
    });
    const content = { toJSON };
    await expect(encoded(content, 'gzip')).rejects.toThrow('away');
    expect((await encoded(content, 'gzip')).encoding).toBe('gzip');
  });
});
