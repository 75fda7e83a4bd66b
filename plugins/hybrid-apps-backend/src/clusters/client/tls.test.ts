import {
  ClusterDetails,
  KubernetesCredential,
} from '@backstage/plugin-kubernetes-node';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { createServer, Server } from 'node:https';
import { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TLSSocket } from 'node:tls';
import { generate } from 'selfsigned';
import { WebSocketServer } from 'ws';
import { createKubeClient } from './kubeClient';

describe('createKubeClient over TLS', () => {
  let server: Server;
  let url: string;
  let ca: string;
  let client: { cert: string; key: string };

  let sockets: WebSocketServer;

  beforeAll(async () => {
    const pems = await generate([{ name: 'commonName', value: '127.0.0.1' }], {
      algorithm: 'sha256',
      clientCertificate: { cn: 'portal', algorithm: 'sha256' },
      extensions: [
        { name: 'basicConstraints', cA: true },
        { name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] },
      ],
    });
    ca = pems.cert;
    client = { cert: String(pems.clientcert), key: String(pems.clientprivate) };
    server = createServer(
      {
        key: pems.private,
        cert: pems.cert,
        ca,
        requestCert: true,
        rejectUnauthorized: false,
      },
      (request, response) => {
        const socket = request.socket as TLSSocket;
        response.setHeader('content-type', 'application/json');
        response.end(
          JSON.stringify({
            user: socket.authorized
              ? socket.getPeerCertificate().subject.CN
              : request.headers.authorization,
          }),
        );
      },
    );
    sockets = new WebSocketServer({ server });
    sockets.on('connection', (socket, { headers, url: asked }) =>
      socket.send(`${asked} ${headers.authorization}`),
    );
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  afterAll(() => {
    sockets.close();
    server.close();
  });

  /** Who the server takes us for. */
  async function whoAmI(
    details: Partial<ClusterDetails>,
    credential: KubernetesCredential = { type: 'bearer token', token: 't\n' },
  ) {
    const kube = createKubeClient({
      cluster: () => ({ name: 'hub', url, authMetadata: {}, ...details }),
      credential: async () => credential,
    });
    try {
      const { body } = await kube.request({ method: 'GET', path: '/whoami' });
      return body;
    } finally {
      await kube.close();
    }
  }

  const base64 = (text: string) => Buffer.from(text).toString('base64');

  it('trusts nobody unasked, and says how to', async () => {
    await expect(whoAmI({})).rejects.toThrow(
      "Cluster 'hub' did not answer GET /whoami: its certificate is not trusted; set the cluster's caData or caFile",
    );
  });

  it('trusts the certificate authority of the cluster, given or in a file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'hybrid-apps-'));
    const caFile = join(folder, 'ca.crt');
    writeFileSync(caFile, ca);
    try {
      const user = { user: 'Bearer t' };
      await expect(whoAmI({ caData: base64(ca) })).resolves.toEqual(user);
      await expect(whoAmI({ caFile })).resolves.toEqual(user);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  /** What a WebSocket says first. */
  async function firstWords(details: Partial<ClusterDetails>): Promise<string> {
    const kube = createKubeClient({
      cluster: () => ({ name: 'hub', url, authMetadata: {}, ...details }),
      credential: async () => ({ type: 'bearer token', token: 't' }),
    });
    try {
      const socket = await kube.openSocket({ path: '/console', protocols: [] });
      const words = once(socket, 'message');
      socket.resume();
      const [said] = await words;
      socket.terminate();
      return String(said);
    } finally {
      await kube.close();
    }
  }

  it('holds WebSockets to the same certificate authority, and says so', async () => {
    await expect(firstWords({ caData: base64(ca) })).resolves.toBe(
      '/console Bearer t',
    );
    await expect(firstWords({})).rejects.toThrow(
      "Cluster 'hub' did not answer GET /console: its certificate is not trusted; set the cluster's caData or caFile",
    );
  });

  it('trusts anybody where told to', async () => {
    await expect(whoAmI({ skipTLSVerify: true })).resolves.toEqual({
      user: 'Bearer t',
    });
  });

  it('shows a client certificate', async () => {
    await expect(
      whoAmI(
        { caData: base64(ca) },
        { type: 'x509 client certificate', ...client },
      ),
    ).resolves.toEqual({ user: 'portal' });
  });
});
