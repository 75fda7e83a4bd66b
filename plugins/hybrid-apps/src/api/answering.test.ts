import { answering } from './answering';

const failing = (error: Error) =>
  answering({ fetch: () => Promise.reject(error) }).fetch('http://portal');

describe('a request that nothing answers', () => {
  it.each(['Failed to fetch', 'Load failed', 'NetworkError when attempting'])(
    'is told in words in place of %p',
    async told => {
      await expect(failing(new TypeError(told))).rejects.toThrow(
        /^The backend of the portal does not answer/,
      );
    },
  );

  it('is told as it is where it was given up', async () => {
    const givenUp = new DOMException(
      'The user aborted a request.',
      'AbortError',
    );
    await expect(failing(givenUp)).rejects.toBe(givenUp);
  });

  it('is not one that is answered', async () => {
    const response = new Response('no', { status: 503 });
    const { fetch } = answering({ fetch: () => Promise.resolve(response) });
    await expect(fetch('http://portal')).resolves.toBe(response);
  });
});
