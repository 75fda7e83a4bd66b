/**
 * Brings node_modules in line with yarn.lock, by the yarn that package.json
 * names, taken from the npm registry: nothing but Node and npm is needed.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
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
 * Runs the yarn of `packageManager` and gives back its exit code. npm is asked
 * for it on purpose: settings of npm's that native builds need (`nodedir`)
 * reach yarn's scripts only through npm.
 *
 * @param {string[]} args
 * @param {import('node:child_process').SpawnSyncOptions} [options]
 */
export function yarn(args, options) {
  const { packageManager } = JSON.parse(
    readFileSync(join(root, 'package.json'), 'utf8'),
  );
  const version = packageManager.split('@')[1].split('+')[0];
  const npx = process.platform === 'win32' ? 'npx.cmd' : 'npx';
  return spawnSync(
    npx,
    ['--yes', `--package=@yarnpkg/cli-dist@${version}`, 'yarn', ...args],
    { cwd: root, stdio: 'inherit', ...options },
  );
}

/** Installs what is missing; does nothing, and says nothing, where nothing changed. */
export function ensureInstalled() {
  const wanted = fingerprint();
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wanted) {
    return;
  }
  console.log(
    'Installing dependencies (about two minutes the first time; native modules are compiled where no prebuilt one can be had) …',
  );
  const { status, stdout } = yarn(['install', '--immutable'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    env: { ...process.env, FORCE_COLOR: '0' },
  });
  if (status !== 0) {
    console.error(stdout);
    console.error(
      'The dependencies could not be installed: the lines above say why. ' +
        'Node 20, 22 or 24, npm, python3, make and g++ are needed, and the npm registry must be reachable.',
    );
    process.exit(status ?? 1);
  }
  writeFileSync(stampFile, fingerprint());
  console.log('Dependencies are installed.');
}
