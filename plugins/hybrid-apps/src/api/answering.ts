import { FetchApi } from '@backstage/frontend-plugin-api';

/**
 * Says in words that nothing answered, where browsers say no more than "Failed
 * to fetch", each in its own way. A request that was given up stays as it is.
 */
export const answering = ({ fetch }: FetchApi): FetchApi => ({
  fetch: async (...args) => {
    try {
      return await fetch(...args);
    } catch (error) {
      // https://fetch.spec.whatwg.org/#fetch-method: a network error is a TypeError.
      throw error instanceof TypeError
        ? new Error(
            'The backend of the portal does not answer. Look whether it runs, and whether this browser reaches it.',
            { cause: error },
          )
        : error;
    }
  },
});
