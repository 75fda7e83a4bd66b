import { toStatusError } from './status';

const call = {
  cluster: 'hub',
  method: 'PATCH',
  path: '/api/v1/namespaces/shop/services/web',
};

describe('toStatusError', () => {
  it('tells what a Status says, field by field', () => {
    const error = toStatusError({
      ...call,
      httpStatus: 422,
      body: {
        kind: 'Status',
        apiVersion: 'v1',
        metadata: {},
        status: 'Failure',
        message: 'Service "web" is invalid: spec.ports: Required value',
        reason: 'Invalid',
        details: {
          name: 'web',
          kind: 'Service',
          causes: [
            {
              reason: 'FieldValueRequired',
              message: 'Required value',
              field: 'spec.ports',
            },
          ],
        },
        code: 422,
      },
    });

    expect(error.message).toBe(
      'Cluster \'hub\' answered 422 to PATCH /api/v1/namespaces/shop/services/web: Service "web" is invalid: spec.ports: Required value',
    );
    expect(error).toMatchObject({
      code: 422,
      reason: 'Invalid',
      serverMessage: 'Service "web" is invalid: spec.ports: Required value',
      causes: [
        {
          reason: 'FieldValueRequired',
          message: 'Required value',
          field: 'spec.ports',
        },
      ],
    });
  });

  it.each([
    ['the header', { retryAfter: '3', body: '' }],
    [
      'the Status',
      { body: { kind: 'Status', details: { retryAfterSeconds: 3 } } },
    ],
  ])('tells when to come back, by %s', (_, answer) => {
    expect(
      toStatusError({ ...call, httpStatus: 429, ...answer }).retryAfterMs,
    ).toBe(3000);
  });

  it.each([
    ['404 page not found\n', '404 page not found'],
    [undefined, 'no reason given'],
    [{ unexpected: true }, 'no reason given'],
    ['x'.repeat(5000), 'x'.repeat(300)],
  ])('makes do with an answer that is no Status', (body, told) => {
    const error = toStatusError({ ...call, httpStatus: 502, body });
    expect(error).toMatchObject({
      code: 502,
      serverMessage: told,
      retryAfterMs: undefined,
    });
  });

  it('says what to look at where a credential is refused', () => {
    expect(
      toStatusError({ ...call, httpStatus: 401, body: undefined }).message,
    ).toContain('check the credential that the kubernetes plugin has for it');
  });
});
