/** What the README tells a reader to do, taken from its code blocks. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../install.mjs';

const SECTION = 'Install it in a portal';

/** The code blocks of one language in the section about installing. */
function blocks(language) {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  const section = readme
    .split(/^## /m)
    .find(each => each.startsWith(`${SECTION}\n`));
  const found = [
    ...(section ?? '').matchAll(
      new RegExp(`^\`\`\`${language}\n([\\s\\S]*?)^\`\`\``, 'gm'),
    ),
  ].map(([, text]) => text);
  if (found.length === 0) {
    throw new Error(
      `README.md has no block of ${language} under '## ${SECTION}'`,
    );
  }
  return found;
}

/** A block that begins with the file it is meant for, as a comment. */
function forFile(text) {
  const [, file, content] = text.match(/^(?:\/\/|#) (\S+)\n([\s\S]*)$/) ?? [];
  if (!file) {
    throw new Error(
      `README.md: the first line has to name the file that this is for:\n${text}`,
    );
  }
  return { file, content };
}

/** @returns the commands, one shell script a block */
export const commands = () => blocks('sh');
/** @returns {{ file: string, content: string }[]} code to add to a file */
export const code = () => blocks('ts').map(forFile);
/** @returns {{ file: string, content: string }[]} settings to add to a file */
export const settings = () => blocks('yaml').map(forFile);
