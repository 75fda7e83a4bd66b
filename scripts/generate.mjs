/**
 * Writes what is generated from the OpenAPI document: the types of
 * hybrid-apps-common and the document as a module of the backend. With
 * `--check` it only says what is out of date, and fails if anything is.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import openapiTS, { astToString } from 'openapi-typescript';
import { parse } from 'yaml';
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

const generated = {
  'plugins/hybrid-apps-common/src/api/openapi.generated.ts':
    header +
    astToString(await openapiTS(document, { defaultNonNullable: false })),
  'plugins/hybrid-apps-backend/src/schema/openapi.generated.ts': `${header}export const spec = ${JSON.stringify(
    parse(document),
    null,
    2,
  )} as const;\n`,
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
