import { SandboxCluster } from '@hybrid-apps/sandbox-cluster';
import {
  createServer,
  IncomingMessage,
  request as send,
  ServerResponse,
} from 'node:http';
import { AddressInfo } from 'node:net';

/** What of a request decides what becomes of it. */
export interface Passing {
  method: string;
  /** Without its query. */
  path: string;
  /** A write that only checks. */
  dryRun: boolean;
  /** Whose write it is. */
  fieldManager?: string;
}

/** How an API server refuses: its code and its words. */
export interface Refusing {
  code: number;
  reason: string;
  message: string;
}

/**
 * Decides on a request: it passes where nothing is returned, as late as the
 * promise says.
 */
export type Rule = (
  request: Passing,
) => Refusing | undefined | Promise<Refusing | undefined>;

/**
 * Stands before a cluster's API server and refuses in its name, as its quotas,
 * admission policies and authorizers do.
 */
export async function startGateway(sandbox: SandboxCluster) {
  let rule: Rule = () => undefined;

  async function pass(req: IncomingMessage, res: ServerResponse) {
    const url = new URL(req.url ?? '/', sandbox.url);
    const refusing = await rule({
      method: req.method ?? 'GET',
      path: url.pathname,
      dryRun: url.searchParams.has('dryRun'),
      fieldManager: url.searchParams.get('fieldManager') ?? undefined,
    });
    if (refusing) {
      req.resume();
      res.writeHead(refusing.code, { 'Content-Type': 'application/json' });
      res.end(
        JSON.stringify({
          kind: 'Status',
          apiVersion: 'v1',
          status: 'Failure',
          ...refusing,
        }),
      );
      return;
    }
    const { method, headers } = req;
    const upstream = send(url, { method, headers }, answer => {
      res.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.on('error', () => res.destroy());
      answer.pipe(res);
    });
    upstream.on('error', () => res.destroy());
    // A watch that nobody reads any more.
    res.on('close', () => upstream.destroy());
    req.pipe(upstream);
  }

  const server = createServer((req, res) => {
    pass(req, res).catch(error => res.destroy(error));
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    /** From now on; the rule before no longer counts. */
    rule: (next: Rule) => {
      rule = next;
    },
    stop: () =>
      new Promise<void>(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export type Gateway = Awaited<ReturnType<typeof startGateway>>;
