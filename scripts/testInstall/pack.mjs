/** Builds and packs the published packages, and looks into the tarballs. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../install.mjs';
import { published } from '../published.mjs';
import { bin, run } from '../run.mjs';

/** What a portal does not install. */
const NOT_FOR_PORTALS = ['@hybrid-apps/sandbox-cluster'];

async function must(what, running) {
  if ((await running) !== 0) {
    throw new Error(`${what} failed: the lines above say why`);
  }
}

/** What a manifest promises of its tarball's files. */
function promised({ main, module, types, bin: commands = {}, ...manifest }) {
  return [
    'LICENSE',
    'README.md',
    main,
    module,
    types,
    ...Object.values(commands),
    manifest.configSchema,
    ...(manifest.files ?? []),
  ]
    .filter(Boolean)
    .map(file => file.replace(/^\.\//, ''));
}

function lookInto({ source, manifest: { configSchema }, tarball }) {
  const manifest = JSON.parse(
    execFileSync('tar', ['xzOf', tarball, 'package/package.json']),
  );
  const files = execFileSync('tar', ['tzf', tarball], { encoding: 'utf8' })
    .split('\n')
    .map(file => file.replace(/^package\//, ''));
  const missing = promised(manifest).filter(
    name => !files.some(file => file === name || file.startsWith(`${name}/`)),
  );
  if (missing.length > 0) {
    throw new Error(`${source}: its tarball lacks ${missing.join(', ')}`);
  }
  if (configSchema && !manifest.configSchema) {
    throw new Error(`${source}: its tarball lacks the schema of its settings`);
  }
  // By these, backends and `app.packages: all` find what a package brings.
  if (/plugin/.test(manifest.backstage.role) && !manifest.backstage.features) {
    throw new Error(
      `${source}: its default export is not recognised as a feature`,
    );
  }
  return manifest;
}

/**
 * @param {string} folder where the tarballs go
 * @returns {Promise<{ manifest: object, tarball: string }[]>} with the manifests that are in the tarballs
 */
export async function pack(folder) {
  await must('The type check', run(bin('tsc'), []));
  await must(
    'The build',
    run(bin('backstage-cli'), ['repo', 'build'], {
      stdio: ['ignore', 'ignore', 'inherit'],
    }),
  );
  // Dependencies first: while a package is packed, its manifest is another one.
  await must(
    'Packing',
    run(
      process.execPath,
      [
        'scripts/yarn.mjs',
        'workspaces',
        'foreach',
        '--all',
        '--no-private',
        ...NOT_FOR_PORTALS.flatMap(name => ['--exclude', name]),
        '--parallel',
        '--topological',
        'pack',
        '--out',
        join(folder, '%s.tgz'),
      ],
      { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] },
    ),
  );
  return published
    .filter(({ manifest }) => !NOT_FOR_PORTALS.includes(manifest.name))
    .map(({ folder: source, manifest }) => {
      const tarball = join(folder, `${manifest.name.replace('/', '-')}.tgz`);
      return { manifest: lookInto({ source, manifest, tarball }), tarball };
    });
}
