/**
 * Writes what is generated from the OpenAPI document: the types of
 * hybrid-apps-common, the document as a module of the backend, and the
 * reference in docs/. With `--check` it only says what is out of date, and
 * fails if anything is.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import openapiTS, { astToString } from 'openapi-typescript';
import prettier from 'prettier';
import { parse } from 'yaml';
import { apiReference } from './apiReference.mjs';
import { root } from './install.mjs';

const source = join(
  root,
  'plugins/hybrid-apps-backend/src/schema/openapi.yaml',
);
const document = readFileSync(source, 'utf8');
const header = `// Generated from ${relative(
  root,
  source,
)} by scripts/generate.mjs.\n\n`;

const spec = parse(document);
const generated = {
  'plugins/hybrid-apps-common/src/api/openapi.generated.ts':
    header +
    astToString(await openapiTS(document, { defaultNonNullable: false })),
  'plugins/hybrid-apps-backend/src/schema/openapi.generated.ts': `${header}export const spec = ${JSON.stringify(
    spec,
    null,
    2,
  )} as const;\n`,
  'docs/reference/api.md': prettier.format(
    `<!-- Generated from ${relative(
      root,
      source,
    )} by scripts/generate.mjs. -->\n\n${apiReference(spec)}`,
    { parser: 'markdown' },
  ),
};

const check = process.argv.includes('--check');
for (const [file, text] of Object.entries(generated)) {
  const path = join(root, file);
  if (!check) {
    writeFileSync(path, text);
    continue;
  }
  let present;
  try {
    present = readFileSync(path, 'utf8');
  } catch {
    present = undefined;
  }
  if (present !== text) {
    console.error(`${file} is out of date: run npm run generate`);
    process.exitCode = 1;
  }
}
