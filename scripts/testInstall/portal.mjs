/** A new portal, as create-app makes it. */
import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { root } from '../install.mjs';
import { published } from '../published.mjs';

/** The create-app of the release that backstage.json names. */
const CREATE_APP = '@backstage/create-app@0.9.2';

const read = file => readFileSync(file, 'utf8');
const readJson = file => JSON.parse(read(file));
const writeJson = (file, value) =>
  writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`);

/** The exact versions of our lockfile, by the package's name. */
function lockedVersions() {
  const entries = read(join(root, 'yarn.lock')).matchAll(
    /^"?((?:@[^@/]+\/)?[^@\n"]+)@npm:[^\n]*:\n {2}version: (\S+)$/gm,
  );
  return new Map([...entries].map(([, name, version]) => [name, version]));
}

/**
 * Our lockfile, as the seed of the portal's: without the ranges that our own
 * packages ask for, as a new portal knows nothing of them.
 */
function lockfileSeed() {
  const ours = new Set(
    published.flatMap(({ manifest }) =>
      Object.entries(manifest.dependencies ?? {})
        .filter(([, range]) => /\|\||[<>]/.test(range))
        .map(([name, range]) => `${name}@npm:${range}`),
    ),
  );
  return read(join(root, 'yarn.lock')).replace(/^"(.*)":$/gm, (line, keys) => {
    const kept = keys.split(', ').filter(key => !ours.has(key));
    return kept.length > 0 ? `"${kept.join(', ')}":` : line;
  });
}

/**
 * create-app itself refuses Node 20, so its template is filled in by its own
 * function. Of the template stays what our lockfile has: what a portal has
 * besides (search, docs, notifications …) would be resolved anew each time,
 * and so to something else each time.
 *
 * @param {string} folder where to make it
 * @param {string} registry where @hybrid-apps is to be had
 */
export function createPortal(folder, registry) {
  const tool = join(folder, '.create-app');
  mkdirSync(tool, { recursive: true });
  writeJson(join(tool, 'package.json'), { private: true });
  execFileSync('npm', ['install', '--silent', CREATE_APP], { cwd: tool });
  const createApp = join(tool, 'node_modules', '@backstage', 'create-app');
  execFileSync(
    process.execPath,
    [
      '--eval',
      `require(process.argv[1]).templatingTask(process.argv[2], process.argv[3], { name: 'portal', defaultBranch: 'main' })`,
      join(createApp, 'dist', 'lib', 'tasks.cjs.js'),
      join(createApp, 'templates', 'default-app'),
      folder,
    ],
    { stdio: 'pipe' },
  );
  rmSync(tool, { recursive: true });

  const { version } = readJson(join(folder, 'backstage.json'));
  const { version: ours } = readJson(join(root, 'backstage.json'));
  if (version !== ours) {
    throw new Error(
      `${CREATE_APP} makes portals of Backstage ${version}, and backstage.json says ${ours}: name the create-app of that release in scripts/testInstall/portal.mjs`,
    );
  }

  const locked = lockedVersions();
  const has = name => locked.has(name) || name === 'app';
  const only = (dependencies = {}) =>
    Object.fromEntries(
      Object.entries(dependencies)
        .filter(([name]) => has(name))
        .map(([name, range]) => [
          name,
          name.startsWith('@backstage/') ? locked.get(name) : range,
        ]),
    );
  for (const file of ['.', 'packages/app', 'packages/backend'].map(each =>
    join(folder, each, 'package.json'),
  )) {
    const manifest = readJson(file);
    writeJson(file, {
      ...manifest,
      dependencies: only(manifest.dependencies),
      devDependencies: only(manifest.devDependencies),
    });
  }

  const backend = join(folder, 'packages', 'backend', 'src', 'index.ts');
  writeFileSync(
    backend,
    read(backend).replace(
      /backend\.add\(\s*import\('([^']+)'\),?\s*\);\n/g,
      (statement, name) => (has(name) ? statement : ''),
    ),
  );
  const app = join(folder, 'packages', 'app', 'src');
  rmSync(join(app, 'modules'), { recursive: true });
  rmSync(join(app, 'App.test.tsx'));
  writeFileSync(
    join(app, 'App.tsx'),
    "import { createApp } from '@backstage/frontend-defaults';\n\nexport default createApp();\n",
  );

  // What it takes to install by our lockfile.
  writeFileSync(join(folder, 'yarn.lock'), lockfileSeed());
  for (const file of ['.yarn/patches', '.yarn/plugins']) {
    cpSync(join(root, file), join(folder, file), { recursive: true });
  }
  const manifest = join(folder, 'package.json');
  writeJson(manifest, {
    ...readJson(manifest),
    resolutions: readJson(join(root, 'package.json')).resolutions,
  });
  appendFileSync(
    join(folder, '.yarnrc.yml'),
    `
enableTelemetry: false
enableImmutableInstalls: false
plugins:
  - path: .yarn/plugins/node-headers.cjs
unsafeHttpWhitelist: [127.0.0.1]
npmScopes:
  hybrid-apps:
    npmRegistryServer: ${registry}
`,
  );
}
