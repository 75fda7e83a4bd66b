/**
 * `npm run test:install`: packs the packages, makes a new portal, installs them
 * as the README says, word by word, and looks whether all of it is there. It
 * takes a few minutes, and the npm registry. `--keep` leaves the portal.
 */
import { spawn } from 'node:child_process';
import {
  chmodSync,
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { freePort } from './freePort.mjs';
import { ensureInstalled } from './install.mjs';
import { run } from './run.mjs';

await ensureInstalled();
const { parse, stringify } = await import('yaml');
const { startBackend } = await import('./testInstall/backend.mjs');
const { pack } = await import('./testInstall/pack.mjs');
const { createPortal } = await import('./testInstall/portal.mjs');
const readme = await import('./testInstall/readme.mjs');
const { startRegistry } = await import('./testInstall/registry.mjs');
const { startSandbox } = await import('./testInstall/sandbox.mjs');

const started = Date.now();
const say = text =>
  console.log(`${text} (after ${Math.round((Date.now() - started) / 1000)} s)`);

const scratch = mkdtempSync(join(tmpdir(), 'hybrid-apps-install-'));
const portal = join(scratch, 'portal');
const ends = [];

/** What the README leaves to the reader: the cluster. What the machine leaves to us: the ports. */
async function environment() {
  const cluster = await startSandbox(scratch);
  ends.push(cluster.stop);
  const url = `http://localhost:${await freePort()}`;
  // The portal's own yarn, as a developer has it on the path.
  const commands = join(scratch, 'bin');
  mkdirSync(commands);
  const releases = join(portal, '.yarn', 'releases');
  const release = join(releases, readdirSync(releases)[0]);
  const yarn = join(commands, 'yarn');
  writeFileSync(
    yarn,
    `#!/bin/sh\nexec '${process.execPath}' '${release}' "$@"\n`,
  );
  chmodSync(yarn, 0o755);
  return {
    url,
    env: {
      ...process.env,
      PATH: `${commands}${delimiter}${process.env.PATH}`,
      CI: '1',
      PRODUCTION_URL: cluster.url,
      PRODUCTION_TOKEN: cluster.token,
      PRODUCTION_CA_DATA: cluster.caData,
      GITHUB_TOKEN: 'none',
      APP_CONFIG_app_baseUrl: url,
      APP_CONFIG_backend_baseUrl: url,
      APP_CONFIG_backend_listen_port: new URL(url).port,
    },
  };
}

/** Runs shell commands in the portal; what they say is shown only where one fails. */
async function inPortal(commands, env) {
  const file = join(scratch, 'output');
  const output = openSync(file, 'w');
  const code = await run('sh', ['-ec', commands], {
    cwd: portal,
    env,
    stdio: ['ignore', output, output],
  });
  closeSync(output);
  if (code !== 0) {
    throw new Error(`${commands}\nfailed:\n${readFileSync(file, 'utf8')}`);
  }
}

/** Puts the README's code where a new backend has its own. */
function addCode({ file, content }) {
  const path = join(portal, file);
  const before = readFileSync(path, 'utf8');
  const place = 'backend.start();';
  if (!before.includes(place)) {
    throw new Error(`${file} has no ${place}`);
  }
  writeFileSync(path, before.replace(place, `${content}\n${place}`));
}

const isObject = value =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Both settings in one, as a person writes new keys among those there are. */
function merged(present, added) {
  if (!isObject(present) || !isObject(added)) {
    return added;
  }
  return Object.fromEntries(
    [...new Set([...Object.keys(present), ...Object.keys(added)])].map(key => [
      key,
      key in added ? merged(present[key], added[key]) : present[key],
    ]),
  );
}

function addSettings({ file, content }) {
  const path = join(portal, file);
  const present = parse(readFileSync(path, 'utf8'));
  writeFileSync(path, stringify(merged(present, parse(content))));
}

function requireInBundle(text) {
  const folder = join(portal, 'packages', 'app', 'dist', 'static');
  const found = readdirSync(folder)
    .filter(name => name.endsWith('.js'))
    .some(name => readFileSync(join(folder, name), 'utf8').includes(text));
  if (!found) {
    throw new Error(`The portal's frontend was built without ${text}`);
  }
}

async function look(backend) {
  await backend.signIn();
  await backend.until(
    'the cluster is watched',
    '/api/hybrid-apps/v1/clusters',
    ({ items }) =>
      items.length === 1 &&
      items[0].name === 'production' &&
      items[0].state === 'synced',
  );
  await backend.until(
    'the actions are there',
    '/api/scaffolder/v2/actions',
    actions => actions.some(({ id }) => id === 'hybrid-apps:apply'),
  );
  const { title } = await backend
    .until(
      'the template is in the catalog',
      '/api/catalog/entities/by-name/template/default/hybrid-application',
      ({ metadata }) => metadata,
    )
    .then(({ metadata }) => metadata);
  await backend.until(
    'the scaffolder shows its form',
    '/api/scaffolder/v2/templates/default/template/hybrid-application/parameter-schema',
    form => form.title === title && form.steps.length > 0,
  );
  await backend.until(
    'the app of the cluster is in the catalog',
    '/api/catalog/entities/by-name/system/default/shop',
    entity => entity.kind === 'System',
  );
  // In a thread, whose file is found in an installed package too.
  const { changes } = await backend.post(
    '/api/hybrid-apps/v1/apps/system/default/shop/policy/preview',
    { cluster: 'production', apply: [] },
  );
  if (!Array.isArray(changes)) {
    throw new Error('Policies cannot be previewed');
  }
  console.log('  policies are previewed');
  await backend.until('the frontend is served', '/', page =>
    String(page).includes('<html'),
  );
  const ours = backend.log.filter(
    line =>
      /\b(warn|error)\b/i.test(line) &&
      /hybrid|events backend not found|kind=template|template:default/i.test(
        line,
      ),
  );
  if (ours.length > 0) {
    throw new Error(`The backend warns:\n${ours.join('\n')}`);
  }
}

async function test() {
  say('Packing');
  const registry = await startRegistry(await pack(scratch));
  ends.push(registry.stop);

  say('Making a portal');
  createPortal(portal, registry.url);
  const { url, env } = await environment();

  say('Installing as the README says');
  for (const commands of readme.commands()) {
    await inPortal(commands, env);
  }
  readme.code().forEach(addCode);
  readme.settings().forEach(addSettings);

  say('Checking its types and settings');
  await inPortal('yarn tsc', env);
  await inPortal('yarn backstage-cli config:check', env);

  say('Building its frontend');
  await inPortal('yarn workspace app build', env);
  requireInBundle('HybridAppsClusterPicker');

  say('Starting its backend');
  const backend = startBackend({ folder: portal, url, env });
  ends.push(backend.stop);
  await look(backend);
  say('All there');
}

async function finish() {
  for (const end of ends.splice(0).reverse()) {
    await end();
  }
  if (process.argv.includes('--keep')) {
    console.log(`The portal is in ${portal}`);
  } else {
    // A portal is a hundred thousand files: nobody waits until they are gone.
    spawn('rm', ['-rf', scratch], { detached: true, stdio: 'ignore' }).unref();
  }
}
// What is started here is in process groups of its own, which Ctrl-C does not reach.
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => finish().finally(() => process.exit(1)));
}

try {
  await test();
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  await finish();
}
