/** Fails where files import each other in a loop: neither can be read, or loaded, before the other. */
import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { importLoops } from './importLoops.mjs';
import { root } from './install.mjs';

const FOLDERS = ['bench', 'e2e', 'packages', 'plugins', 'scripts'];
const PASSED_OVER = /^(node_modules|dist.*|\..*)$/;
const SOURCE = /\.(tsx?|mjs|js)$/;

function sourcesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !PASSED_OVER.test(name))
    .flatMap(entry => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) {
        return sourcesBelow(path);
      }
      return entry.isFile() && SOURCE.test(entry.name) ? [path] : [];
    });
}

const files = FOLDERS.flatMap(each => sourcesBelow(join(root, each)));
const loops = importLoops(
  new Map(files.map(file => [file, readFileSync(file, 'utf8')])),
);
for (const loop of loops) {
  const names = [...loop, loop[0]].map(file => relative(root, file));
  console.error(
    `${names.join(
      '\n  imports ',
    )}\n  Move what both need to a file that imports neither\n`,
  );
}
process.exitCode = loops.length > 0 ? 1 : 0;
