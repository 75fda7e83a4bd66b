/** `npm run sandbox`: the sandbox clusters without the portal, for kubectl and the like. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ensureInstalled, root } from './install.mjs';
import { run } from './run.mjs';

await ensureInstalled();

// The sources are TypeScript, loaded as the backend's are.
const transform = createRequire(join(root, 'package.json')).resolve(
  '@backstage/cli/config/nodeTransform.cjs',
);
// Ctrl-C is the child's to deal with: it stops the clusters, and ends.
process.on('SIGINT', () => {});
process.exitCode = await run(process.execPath, [
  '--require',
  transform,
  join(root, 'packages', 'sandbox-cluster', 'src', 'cli.ts'),
  ...process.argv.slice(2),
]);
