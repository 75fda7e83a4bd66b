import { readManifests } from '@hybrid-apps/network-policy/cli';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { createStoreFromObjects } from '../kinds';
import { isObject } from '../look/objects';
import { ownerByAnnotation } from '../namespaces';
import { describeApp, labelledApps } from './discoverApps';

const root = join(__dirname, '../../../..');
const backend = join(root, 'packages/backend');

/** Documents of a folder or a file, as kinds of objects or entities. */
const documentsIn = (path: string): object[] =>
  readManifests(path, file => readFileSync(file)).manifests.map(
    ({ object }) => object,
  );

const appConfig = z.object({
  sandboxCluster: z.object({
    clusters: z.array(
      z.object({ name: z.string(), manifests: z.array(z.string()) }),
    ),
  }),
});
const entity = z.object({
  kind: z.string(),
  metadata: z.object({
    name: z.string(),
    annotations: z.record(z.string(), z.string()).default({}),
  }),
  spec: z.object({ owner: z.string().optional() }),
});

const SELECTOR = 'backstage.io/kubernetes-label-selector';
const PART_OF = 'app.kubernetes.io/part-of';

/** Names of entities of a kind with their owners, in order; of those alone that are what their label says. */
const entitiesOf = (path: string, kind: string) =>
  documentsIn(join(root, path))
    .map(document => entity.parse(document))
    .filter(
      one =>
        one.kind === kind &&
        (one.metadata.annotations[SELECTOR] ?? PART_OF).startsWith(PART_OF),
    )
    .map(({ metadata, spec }) => ({ name: metadata.name, owner: spec.owner }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));

describe('the example apps', () => {
  it('are of the teams that the example catalog says, by the namespaces of all sandbox clusters', () => {
    const { clusters } = appConfig.parse(
      parse(readFileSync(join(root, 'app-config.yaml'), 'utf8')),
    ).sandboxCluster;
    const stores = clusters.map(({ name, manifests }) =>
      createStoreFromObjects(
        name,
        manifests
          .flatMap(path => documentsIn(join(backend, path)))
          .filter(isObject),
      ),
    );
    const apps = labelledApps(stores, () => false, ownerByAnnotation).apps.map(
      describeApp,
    );
    expect(apps.map(({ name, owner }) => ({ name, owner }))).toEqual(
      entitiesOf('examples/catalog', 'System'),
    );
    expect(apps.map(app => [app.name, app.clusters])).toContainEqual([
      'erp',
      ['cloud', 'onprem'],
    ]);
    const teams = entitiesOf('examples/org.yaml', 'Group').map(
      ({ name }) => `group:default/${name}`,
    );
    for (const { owner } of apps) {
      expect(teams).toContain(owner);
    }
  });
});
