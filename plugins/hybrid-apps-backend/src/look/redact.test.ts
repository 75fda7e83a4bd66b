import { redact } from './redact';

describe('redact', () => {
  it('strikes the values of an object, and what is no part of it', () => {
    const object = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: {
        name: 'web',
        annotations: {
          'kubectl.kubernetes.io/last-applied-configuration': 's3cret',
        },
        managedFields: [{ manager: 's3cret' }],
      },
      spec: {
        template: {
          spec: {
            containers: [
              {
                name: 'web',
                args: ['--token=s3cret'],
                env: [{ name: 'TOKEN', value: 's3cret' }],
              },
            ],
          },
        },
      },
    };
    const redacted = redact(object);
    expect(JSON.stringify(redacted)).not.toContain('s3cret');
    expect(redacted).toMatchObject({
      kind: 'Deployment',
      metadata: { name: 'web' },
      spec: {
        template: { spec: { containers: [{ env: [{ name: 'TOKEN' }] }] } },
      },
    });
  });

  it.each(['Secret', 'ConfigMap'])('keeps of a %s its name', kind => {
    expect(
      redact({
        apiVersion: 'v1',
        kind,
        metadata: { name: 'settings' },
        data: { password: 's3cret' },
        stringData: { password: 's3cret' },
        binaryData: { key: 's3cret' },
      }),
    ).toEqual({ apiVersion: 'v1', kind, metadata: { name: 'settings' } });
  });
});
