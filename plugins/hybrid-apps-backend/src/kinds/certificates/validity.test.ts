import { isCertificateFor } from './validity';

describe('which hosts a certificate is for', () => {
  it.each<[string, object, string, boolean]>([
    ['a name', { dnsNames: ['a.example.com'] }, 'a.example.com', true],
    ['in any case', { dnsNames: ['A.Example.com'] }, 'a.example.com', true],
    ['no name below', { dnsNames: ['example.com'] }, 'a.example.com', false],
    ['one label', { dnsNames: ['*.example.com'] }, 'a.example.com', true],
    ['no two', { dnsNames: ['*.example.com'] }, 'a.b.example.com', false],
    ['none at all', { dnsNames: ['*.example.com'] }, 'example.com', false],
    [
      'no part of a label (RFC 9525, 6.3)',
      { dnsNames: ['a*.example.com'] },
      'ab.example.com',
      false,
    ],
    [
      'no label but the first',
      { dnsNames: ['a.*.com'] },
      'a.example.com',
      false,
    ],
    [
      'no common name (RFC 9525, 2)',
      { commonName: 'a.example.com' },
      'a.example.com',
      false,
    ],
    ['an address', { ipAddresses: ['192.0.2.7'] }, '192.0.2.7', true],
    [
      'no address by a name (RFC 9525, 6.4)',
      { dnsNames: ['192.0.2.7', '*.0.2.7'] },
      '192.0.2.7',
      false,
    ],
  ])('%s', (_, spec, host, expected) => {
    const certificate = {
      apiVersion: 'cert-manager.io/v1',
      kind: 'Certificate',
      metadata: { name: 'c', namespace: 'shop', uid: 'c' },
      spec,
    };
    expect(isCertificateFor(certificate, host)).toBe(expected);
  });
});
