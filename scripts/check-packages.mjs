/**
 * Checks what npm will give to others: the manifests and READMEs of the
 * packages that are not private. It reads the sources alone, and needs nothing
 * built.
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './install.mjs';

/** The packages that are published: where they are, and their manifests. */
const published = ['packages', 'plugins']
  .flatMap(folder =>
    readdirSync(join(root, folder)).map(name => `${folder}/${name}`),
  )
  .filter(folder => existsSync(join(root, folder, 'package.json')))
  .map(folder => ({
    folder,
    manifest: JSON.parse(
      readFileSync(join(root, folder, 'package.json'), 'utf8'),
    ),
  }))
  .filter(({ manifest }) => !manifest.private);

/**
 * A portal has its own versions of what we depend on. An exact one brings a
 * second copy beside it, and a second copy of a package of Backstage's does not
 * know the first one's services, routes and contexts.
 */
function exactVersions({ manifest }) {
  return ['dependencies', 'peerDependencies', 'optionalDependencies'].flatMap(
    section =>
      Object.entries(manifest[section] ?? {})
        .filter(([, range]) => /^[=v\s]*\d+\.\d+\.\d+[^\s|]*$/.test(range))
        .map(
          ([name, version]) =>
            `package.json: ${section} pins ${name} to ${version}; give a range, such as ^${version}`,
        ),
  );
}

const checks = [exactVersions];
for (const each of published) {
  for (const problem of checks.flatMap(check => check(each))) {
    console.error(`${each.folder}/${problem}`);
    process.exitCode = 1;
  }
}
