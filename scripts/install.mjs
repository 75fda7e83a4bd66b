/**
 * Brings node_modules in line with yarn.lock, by the yarn that package.json
 * names, taken from the npm registry: nothing but Node and npm is needed.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** The root of the repository. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

const stampFile = join(root, 'node_modules', '.hybrid-apps-installed');

/** Everything that an install depends on, as one hash. */
function fingerprint() {
  const hash = createHash('sha256').update(process.version);
  const manifests = ['packages', 'plugins'].flatMap(folder =>
    readdirSync(join(root, folder)).map(name =>
      join(root, folder, name, 'package.json'),
    ),
  );
  for (const file of [
    join(root, 'yarn.lock'),
    join(root, '.yarnrc.yml'),
    join(root, 'package.json'),
    ...manifests.filter(existsSync).sort(),
  ]) {
    hash.update(file.slice(root.length)).update(readFileSync(file));
  }
  return hash.digest('hex');
}

/**
 * Starts the yarn of `packageManager`. npm is asked for it on purpose: settings
 * of npm's that native builds need (`nodedir`) reach yarn's scripts only through npm.
 *
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 */
function spawnYarn(args, options) {
  const { packageManager } = JSON.parse(
    readFileSync(join(root, 'package.json'), 'utf8'),
  );
  const version = packageManager.split('@')[1].split('+')[0];
  const npx = process.platform === 'win32' ? 'npx.cmd' : 'npx';
  return spawn(
    npx,
    ['--yes', `--package=@yarnpkg/cli-dist@${version}`, 'yarn', ...args],
    { cwd: root, stdio: 'inherit', ...options },
  );
}

const exitCode = child =>
  new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve(signal ? 1 : code ?? 1));
  });

/**
 * Runs yarn to its end and gives back its exit code.
 *
 * @param {string[]} args
 * @returns {Promise<number>}
 */
export const yarn = args => exitCode(spawnYarn(args));

/** The steps of an install as yarn names them, and what to tell who waits. */
const STEPS = {
  'Resolution step': 'reading the lockfile',
  'Fetch step': 'fetching packages from the npm registry',
  'Link step': 'writing node_modules and compiling native modules',
};

/** Installs what is missing; does nothing, and says nothing, where nothing changed. */
export async function ensureInstalled() {
  const wanted = fingerprint();
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wanted) {
    return;
  }
  console.log('Installing dependencies (some minutes the first time) …');
  const child = spawnYarn(['install', '--immutable'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, FORCE_COLOR: '0' },
  });
  const lines = [];
  createInterface({ input: child.stdout }).on('line', line => {
    lines.push(line);
    const step = Object.keys(STEPS).find(each => line.endsWith(`┌ ${each}`));
    if (step) {
      console.log(`  ${STEPS[step]} …`);
    }
  });
  const code = await exitCode(child);
  if (code !== 0) {
    console.error(lines.join('\n'));
    console.error(
      'The dependencies could not be installed: the lines above say why. ' +
        'Node 20, 22 or 24, npm, python3, make and g++ are needed, and the npm registry must be reachable.',
    );
    process.exit(code);
  }
  writeFileSync(stampFile, fingerprint());
  console.log('Dependencies are installed.');
}
