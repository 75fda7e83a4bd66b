import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './install.mjs';

/** The packages that are published: where they are, and their manifests. */
export const published = ['packages', 'plugins']
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
