import { validate } from './index';
import { object, Refused } from './testing';

describe('validation of metadata', () => {
  it.each<Refused>([
    [
      'a name in capitals',
      object('v1', 'ConfigMap', {}, { name: 'Web' }),
      'metadata.name',
      'Invalid value: "Web": a lowercase RFC 1123 subdomain must consist',
    ],
    [
      'a Service named by a number',
      object('v1', 'Service', { ports: [{ port: 80 }] }, { name: '1st' }),
      'metadata.name',
      'Invalid value: "1st": a DNS-1035 label must consist',
    ],
    [
      'a Namespace with a dot',
      object('v1', 'Namespace', {}, { name: 'a.b' }),
      'metadata.name',
      'Invalid value: "a.b": a lowercase RFC 1123 label must',
    ],
    [
      'a long Namespace',
      object('v1', 'Namespace', {}, { name: 'a'.repeat(64) }),
      'metadata.name',
      `Invalid value: "${'a'.repeat(64)}": must be no more than 63 bytes`,
    ],
    [
      'no name',
      object('v1', 'ConfigMap', {}, { name: '' }),
      'metadata.name',
      'Required value: name or generateName is required',
    ],
    [
      'a label with a space',
      object('v1', 'ConfigMap', {}, { labels: { app: 'a b' } }),
      'metadata.labels',
      'Invalid value: "a b": a valid label must be an empty string or',
    ],
  ])('refuses %s', (_what, bad, field, message) => {
    expect(validate(bad)).toEqual([
      expect.objectContaining({
        field,
        message: expect.stringContaining(message),
      }),
    ]);
  });
});
