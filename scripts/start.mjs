/**
 * `npm start`: the portal and its backend, with the sandbox clusters that
 * app-config.yaml asks for, and one line when the page can be used.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { ensureInstalled, root } from './install.mjs';
import { bin } from './run.mjs';

await ensureInstalled();
const { parse } = await import('yaml');

/** What app-config.yaml and app-config.local.yaml say at a path, or the environment (APP_CONFIG_…). */
function setting(path) {
  const fromEnvironment = process.env[`APP_CONFIG_${path.join('_')}`];
  if (fromEnvironment !== undefined) {
    return fromEnvironment;
  }
  return ['app-config.local.yaml', 'app-config.yaml']
    .map(file => join(root, file))
    .filter(existsSync)
    .map(file =>
      path.reduce(
        (value, key) => value?.[key],
        parse(readFileSync(file, 'utf8')),
      ),
    )
    .find(value => value !== undefined);
}

const isFree = port =>
  new Promise(resolve => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });

const portal = setting(['app', 'baseUrl']);
const backend = setting(['backend', 'baseUrl']);
const ports = [
  [new URL(portal).port, 'app.baseUrl'],
  [setting(['backend', 'listen', 'port']), 'backend.listen.port'],
  ...(setting(['sandboxCluster', 'clusters']) ?? []).map((cluster, index) => [
    cluster.port,
    `sandboxCluster.clusters[${index}].port`,
  ]),
].filter(([port]) => Number(port) > 0);

for (const [port, key] of ports) {
  if (!(await isFree(Number(port)))) {
    console.error(
      `Port ${port} is taken. Stop what listens there, or set another ${key} in app-config.local.yaml.`,
    );
    process.exit(1);
  }
}

console.log(
  'Starting the portal and its backend (half a minute, the first time a minute) …',
);
mkdirSync(join(root, '.sandbox'), { recursive: true });

// In a group of its own, so that everything it starts can be ended with it.
const child = spawn(bin('backstage-cli'), ['repo', 'start'], {
  cwd: root,
  detached: true,
  stdio: ['ignore', 'pipe', 'pipe'],
  env: { ...process.env, BROWSER: 'none', FORCE_COLOR: '1' },
});

const verbose = process.argv.includes('--verbose');
// eslint-disable-next-line no-control-regex
const colours = /\u001b\[[0-9;]*m/g;
const recent = [];
let ending = false;

/** Routine lines are kept for the case that something fails; warnings and errors are shown at once. */
function show(line) {
  // Backstage's plugins complain of each other's end, a page of errors that nobody need act on.
  if (ending && !verbose) {
    return;
  }
  recent.push(line);
  if (recent.length > 200) {
    recent.shift();
  }
  const plain = line.replace(colours, '');
  if (verbose || /\b(warn|error)\b/i.test(plain.slice(0, 80))) {
    console.log(line);
  }
}
for (const stream of [child.stdout, child.stderr]) {
  createInterface({ input: stream }).on('line', show);
}

/** Signals all that was started; false where nothing of it is left. */
function signalAll(signal) {
  try {
    process.kill(-child.pid, signal);
    return true;
  } catch (error) {
    if (error.code === 'ESRCH') {
      return false;
    }
    throw error;
  }
}

const GRACE_MS = 10_000;

/** Ends all that was started: gently first, and then not. */
async function end(code) {
  if (ending) {
    return;
  }
  ending = true;
  process.exitCode = code;
  signalAll('SIGTERM');
  const deadline = performance.now() + GRACE_MS;
  while (signalAll(0) && performance.now() < deadline) {
    await sleep(100);
  }
  signalAll('SIGKILL');
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.once(signal, () => {
    console.log('\nEnding the portal and its backend …');
    end(0);
  });
}
child.once('exit', code => {
  if (!ending) {
    if (!verbose) {
      console.error(recent.join('\n'));
    }
    console.error(`The portal stopped by itself (exit code ${code}).`);
    end(code || 1);
  }
});

async function answers(url) {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(5000) });
    return response.ok;
  } catch {
    return false;
  }
}

const pages = [
  portal,
  `${backend}/.backstage/health/v1/readiness`,
  // Answers as soon as the plugins are up: sign-in as a guest needs it.
  `${backend}/api/auth/.well-known/jwks.json`,
];
/** How long the clusters may take until it is said anyway that the portal is ready: a real one may be away. */
const CLUSTERS_MS = 30_000;

/** Whether the clusters are read, as a guest sees it; true where there are no guests to ask as. */
async function clustersAreRead() {
  const guest = await fetch(`${backend}/api/auth/guest/refresh`);
  if (!guest.ok) {
    return true;
  }
  const { token } = (await guest.json()).backstageIdentity;
  const apps = await fetch(`${backend}/api/hybrid-apps/v1/apps`, {
    headers: { Authorization: `Bearer ${token}` },
  });
  const { knowledge = [] } = apps.ok ? await apps.json() : {};
  return !knowledge.some(({ state }) => state === 'syncing');
}

/** Waits until something is so, or for the time it is given. */
async function until(isSo, ms = Infinity) {
  const deadline = performance.now() + ms;
  while (!ending && performance.now() < deadline && !(await isSo())) {
    await sleep(500);
  }
}

await until(async () => (await Promise.all(pages.map(answers))).every(Boolean));
await until(() => clustersAreRead().catch(() => false), CLUSTERS_MS);
if (!ending) {
  console.log(`\nHybrid Apps is ready: ${portal}   (Ctrl-C ends it)\n`);
}
