import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { readKubeconfig } from './kubeconfig';

describe('readKubeconfig', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'hybrid-apps-'));
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  const base64 = (text: string) => Buffer.from(text).toString('base64');

  function read(cluster: object, user: object) {
    const file = join(folder, 'config');
    writeFileSync(
      file,
      stringify({
        'current-context': 'ctx',
        contexts: [
          { name: 'other', context: { cluster: 'x', user: 'y' } },
          { name: 'ctx', context: { cluster: 'hub', user: 'ann' } },
        ],
        clusters: [{ name: 'hub', cluster }],
        users: [{ name: 'ann', user }],
      }),
    );
    return readKubeconfig(file);
  }

  it('reads a token and the data of a certificate authority', () => {
    expect(
      read(
        { server: 'https://hub', 'certificate-authority-data': base64('CA') },
        { token: 't' },
      ),
    ).toEqual({
      details: {
        name: 'hub',
        url: 'https://hub',
        authMetadata: {},
        caData: base64('CA'),
        skipTLSVerify: undefined,
      },
      credential: { type: 'bearer token', token: 't' },
    });
  });

  it('reads certificates from files beside it', () => {
    writeFileSync(join(folder, 'ca.crt'), 'CA');
    writeFileSync(join(folder, 'ann.crt'), 'CERT');
    const { details, credential } = read(
      { server: 'https://hub', 'certificate-authority': 'ca.crt' },
      { 'client-certificate': 'ann.crt', 'client-key-data': base64('KEY') },
    );
    expect(details.caData).toBe(base64('CA'));
    expect(credential).toEqual({
      type: 'x509 client certificate',
      cert: 'CERT',
      key: 'KEY',
    });
  });

  it('refuses a user that it cannot speak for', () => {
    expect(() =>
      read({ server: 'https://hub' }, { exec: { command: 'aws' } }),
    ).toThrow("The user 'ann' of");
  });
});
