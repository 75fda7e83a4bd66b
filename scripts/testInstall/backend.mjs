/** A portal's backend, started as a developer starts it, and what it answers. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

const PATIENCE_MS = 120_000;
const GRACE_MS = 10_000;

/** @param {{ folder: string, url: string, env: object }} options */
export function startBackend({ folder, url, env }) {
  // In a group of its own, so that all that it starts can be ended with it.
  const child = spawn('yarn', ['workspace', 'backend', 'start'], {
    cwd: folder,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...env, FORCE_COLOR: '0', NO_COLOR: '1' },
  });
  const log = [];
  for (const stream of [child.stdout, child.stderr]) {
    // eslint-disable-next-line no-control-regex
    const colours = /\u001b\[[0-9;]*m/g;
    createInterface({ input: stream }).on('line', line =>
      log.push(line.replace(colours, '')),
    );
  }

  let token;
  async function ask(path, { method, body, patienceMs = 10_000 } = {}) {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: {
        'x-requested-with': 'XMLHttpRequest',
        ...(token && { authorization: `Bearer ${token}` }),
        ...(body && { 'content-type': 'application/json' }),
      },
      body: body && JSON.stringify(body),
      signal: AbortSignal.timeout(patienceMs),
    });
    if (!response.ok) {
      throw new Error(`${response.status} ${await response.text()}`);
    }
    const text = await response.text();
    return /json/.test(response.headers.get('content-type'))
      ? JSON.parse(text)
      : text;
  }

  const get = path => ask(path);

  return {
    log,
    get,
    post: (path, body) =>
      ask(path, { method: 'POST', body, patienceMs: PATIENCE_MS }),
    /** Signs in as the guest. */
    async signIn() {
      const answer = await this.until(
        'a guest can sign in',
        '/api/auth/guest/refresh?scope=&env=development',
        ({ backstageIdentity }) => backstageIdentity?.token,
      );
      token = answer.backstageIdentity.token;
    },
    /** Asks until the answer is as it should be, and gives it back. */
    async until(what, path, isSo) {
      const end = Date.now() + PATIENCE_MS;
      for (;;) {
        let seen;
        try {
          const answer = await get(path);
          if (isSo(answer)) {
            console.log(`  ${what}`);
            return answer;
          }
          seen = JSON.stringify(answer);
        } catch (error) {
          seen = String(error.cause ?? error);
        }
        if (child.exitCode !== null) {
          throw new Error(`The backend ended:\n${log.join('\n')}`);
        }
        if (Date.now() > end) {
          throw new Error(
            `Not so: ${what}. GET ${path} answers ${seen}\nThe backend's log:\n${log.join(
              '\n',
            )}`,
          );
        }
        await sleep(500);
      }
    },
    async stop() {
      if (child.exitCode !== null) {
        return;
      }
      const exit = once(child, 'exit');
      process.kill(-child.pid, 'SIGTERM');
      await Promise.race([exit, sleep(GRACE_MS)]);
      try {
        process.kill(-child.pid, 'SIGKILL');
      } catch (error) {
        if (error.code !== 'ESRCH') {
          throw error;
        }
      }
    },
  };
}
