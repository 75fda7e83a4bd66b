/** Loops of imports: files of which each imports the next, and the last the first. */
import { dirname, join } from 'node:path';
import ts from 'typescript';

/** What a relative import may leave out of a file's name. */
const ENDINGS = ['', '.ts', '.tsx', '.mjs', '.js', '/index.ts', '/index.tsx'];

/** The files that one imports by relative paths, for their types alone or not. */
function importsOf(file, text, isFile) {
  const { importedFiles } = ts.preProcessFile(text, true, true);
  return importedFiles
    .filter(({ fileName }) => /^\.\.?(\/|$)/.test(fileName))
    .flatMap(({ fileName }) => {
      const path = join(dirname(file), fileName);
      return ENDINGS.map(ending => path + ending).find(isFile) ?? [];
    });
}

/**
 * The loops among files, each from its first file on.
 *
 * @param texts - of each file, by its path
 */
export function importLoops(texts) {
  const loops = [];
  const done = new Set();
  const way = [];
  const follow = file => {
    const start = way.indexOf(file);
    if (start >= 0) {
      loops.push(way.slice(start));
    } else if (!done.has(file)) {
      way.push(file);
      importsOf(file, texts.get(file), path => texts.has(path)).forEach(follow);
      way.pop();
      done.add(file);
    }
  };
  [...texts.keys()].sort().forEach(follow);
  return loops;
}
