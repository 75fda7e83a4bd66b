/** `npm run --silent look`: what the portal would say of a folder of manifests; see `--help`. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ensureInstalled, root } from './install.mjs';

// What an install tells is no part of the answer.
console.log = console.error;
await ensureInstalled();

// The sources are TypeScript, loaded as the backend's are.
const require = createRequire(join(root, 'package.json'));
require('@backstage/cli/config/nodeTransform.cjs');
const { look } = require(join(
  root,
  'plugins/hybrid-apps-backend/src/look/command.ts',
));

process.exitCode = await look(process.argv.slice(2), {
  out: text => process.stdout.write(text),
  err: text => process.stderr.write(text),
});
