import { generate } from 'selfsigned';

const LIFETIME_MS = 365 * 24 * 60 * 60 * 1000;

/** A key and a certificate for this machine's own addresses, made now and kept nowhere. */
export async function createCertificate(
  commonName: string,
): Promise<{ key: string; cert: string }> {
  const now = Date.now();
  const { private: key, cert } = await generate(
    [{ name: 'commonName', value: commonName }],
    {
      keyType: 'ec',
      algorithm: 'sha256',
      notBeforeDate: new Date(now - 60_000),
      notAfterDate: new Date(now + LIFETIME_MS),
      extensions: [
        { name: 'basicConstraints', cA: true, critical: true },
        {
          name: 'keyUsage',
          digitalSignature: true,
          keyCertSign: true,
          critical: true,
        },
        { name: 'extKeyUsage', serverAuth: true },
        {
          name: 'subjectAltName',
          altNames: [
            { type: 2, value: 'localhost' },
            { type: 7, ip: '127.0.0.1' },
            { type: 7, ip: '::1' },
          ],
        },
      ],
    },
  );
  return { key, cert };
}
