/** A PostgreSQL server that lives as long as a test run. */
import { spawn, spawnSync } from 'node:child_process';
import {
  chownSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './freePort.mjs';

/** Debian keeps the server's programs off PATH, one folder for each version. */
function binaries() {
  const versions = '/usr/lib/postgresql';
  const folders = [
    ...(existsSync(versions)
      ? readdirSync(versions)
          .sort((a, b) => Number(b) - Number(a))
          .map(version => join(versions, version, 'bin'))
      : []),
    ...(process.env.PATH ?? '').split(':'),
  ];
  return folders.find(
    folder =>
      existsSync(join(folder, 'initdb')) &&
      existsSync(join(folder, 'postgres')),
  );
}

/** The server refuses to run as root: the user that Debian makes for it, or nobody. */
function unprivileged() {
  if (process.getuid?.() !== 0) {
    return {};
  }
  for (const name of ['postgres', 'nobody']) {
    const ids = ['-u', '-g'].map(flag =>
      spawnSync('id', [flag, name], { encoding: 'utf8' }),
    );
    if (ids.every(({ status }) => status === 0)) {
      const [uid, gid] = ids.map(({ stdout }) => Number(stdout));
      return { uid, gid };
    }
  }
  return {};
}

/**
 * Starts a server with an empty database on a free port of the loopback
 * interface.
 *
 * @returns {Promise<{ url: string, stop: () => Promise<void> } | undefined>}
 * nothing, and a line that says so, where PostgreSQL is not installed
 */
export async function startPostgres() {
  const bin = binaries();
  if (!bin) {
    console.log(
      'PostgreSQL is not installed: the database tests run on SQLite alone (Debian, Ubuntu: apt-get install postgresql).',
    );
    return undefined;
  }
  const folder = mkdtempSync(join(tmpdir(), 'hybrid-apps-postgres-'));
  const user = unprivileged();
  if (user.uid !== undefined) {
    chownSync(folder, user.uid, user.gid);
  }
  const data = join(folder, 'data');
  const remove = () => rmSync(folder, { recursive: true, force: true });

  const made = spawnSync(
    join(bin, 'initdb'),
    [
      '-D',
      data,
      '-U',
      'postgres',
      '-A',
      'trust',
      '-E',
      'UTF8',
      '--locale=C',
      '-N',
    ],
    { ...user, cwd: folder, encoding: 'utf8' },
  );
  if (made.status !== 0) {
    remove();
    throw new Error(`initdb failed: ${made.stderr || made.error}`);
  }

  const port = await freePort();
  const server = spawn(
    join(bin, 'postgres'),
    [
      '-D',
      data,
      '-p',
      String(port),
      '-k',
      folder,
      '-c',
      'listen_addresses=127.0.0.1',
      '-c',
      'fsync=off',
      '-c',
      'max_connections=200',
    ],
    { ...user, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const ended = new Promise(resolve => {
    server.once('exit', resolve);
  });
  let log = '';
  await new Promise((resolve, reject) => {
    server.stderr.on('data', chunk => {
      log += chunk;
      if (log.includes('ready to accept connections')) {
        resolve();
      }
    });
    ended.then(() => {
      remove();
      reject(new Error(`PostgreSQL did not start:\n${log}`));
    });
  });

  return {
    url: `postgresql://postgres@127.0.0.1:${port}`,
    async stop() {
      // SIGINT: what postgres calls a fast shutdown.
      server.kill('SIGINT');
      await ended;
      remove();
    },
  };
}
