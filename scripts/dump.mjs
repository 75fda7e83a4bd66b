/**
 * `npm run dump -- --context C --namespace N [--to DIR]`: a folder of manifests
 * of a namespace, and of what around it decides on it, to look at
 * (`npm run look`) and to attach to a report. Values are struck out as the
 * portal strikes them, and of Secrets there is the name alone. It reads with
 * kubectl, so with the rights of whoever calls it.
 */
import { createRequire } from 'node:module';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureInstalled, root } from './install.mjs';
import { capture } from './run.mjs';

const { values } = parseArgs({
  options: {
    context: { type: 'string' },
    namespace: { type: 'string', short: 'n' },
    to: { type: 'string' },
  },
});
const { context, namespace, to = `dump-${namespace}` } = values;
if (!namespace) {
  console.error(
    'dump: --namespace is missing: npm run dump -- --context C --namespace N [--to DIR]',
  );
  process.exit(2);
}
await ensureInstalled();

const require = createRequire(join(root, 'package.json'));
require('@backstage/cli/config/nodeTransform.cjs');
const { redact } = require(join(
  root,
  'plugins/hybrid-apps-backend/src/look/redact.ts',
));

/** Without a namespace, and yet a part of how an app is: for which the caller may have no right. */
const AROUND = [
  'namespaces',
  'nodes',
  'persistentvolumes',
  'storageclasses',
  'gatewayclasses',
  'adminnetworkpolicies',
  'baselineadminnetworkpolicies',
  'clusternetworkpolicies',
  'globalnetworkpolicies',
  'globalnetworksets',
  'tiers',
  'virtualmachineclusterinstancetypes',
  'virtualmachineclusterpreferences',
];

const kubectl = (...args) =>
  capture('kubectl', [...(context ? ['--context', context] : []), ...args]);

const { code, output } = await kubectl(
  ...['api-resources', '--verbs=list', '-o', 'name'],
  '--namespaced=true',
);
if (code !== 0) {
  console.error(`dump: ${output.trim()}`);
  process.exit(2);
}
const served = output.split('\n').filter(Boolean);
const clusterWide = await kubectl(
  ...['api-resources', '--verbs=list', '-o', 'name'],
  '--namespaced=false',
);
const around = clusterWide.output
  .split('\n')
  .filter(name => AROUND.includes(name.split('.')[0]));

mkdirSync(to, { recursive: true });
let kept = 0;
for (const [resource, where] of [
  ...served.map(name => [name, ['--namespace', namespace]]),
  ...around.map(name => [name, []]),
]) {
  const listed = await kubectl('get', resource, ...where, '-o', 'json');
  let items;
  try {
    ({ items } = JSON.parse(listed.output));
  } catch {
    console.error(`${resource}: not read: ${listed.output.trim()}`);
    continue;
  }
  // Of the cluster's namespaces this one alone.
  const wanted = items.filter(
    ({ metadata }) => resource !== 'namespaces' || metadata.name === namespace,
  );
  if (wanted.length > 0) {
    writeFileSync(
      join(to, `${resource}.json`),
      `${JSON.stringify(
        { apiVersion: 'v1', kind: 'List', items: wanted.map(redact) },
        null,
        2,
      )}\n`,
    );
    kept += wanted.length;
  }
}
console.log(
  `${kept} objects are in ${to}. Read them before you hand them on: values are struck out, names are not.`,
);
