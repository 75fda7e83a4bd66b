import { createMockDirectory } from '@backstage/backend-test-utils';
import { SandboxCluster } from '@hybrid-apps/sandbox-cluster';
import createKnex from 'knex';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod/v3';
import { NAMESPACE, startCluster } from '../__testUtils__/cluster';
import { Portal, startPortal } from '../__testUtils__/portal';
import { readTemplate } from '../__testUtils__/template';

jest.setTimeout(120_000);

/** What a portal of this repository says of its scaffolder. */
const settingsIn = (file: string) =>
  z
    .object({ scaffolder: z.object({ taskTimeout: z.record(z.number()) }) })
    .parse(parse(readFileSync(join(__dirname, '../../../..', file), 'utf8')))
    .scaffolder;

/** Creates something, and then fails without undoing it. */
const template = {
  ...readTemplate(),
  spec: {
    type: 'service',
    parameters: [],
    steps: [
      {
        id: 'apply',
        name: 'Apply',
        action: 'hybrid-apps:apply',
        input: {
          cluster: 'onprem',
          namespace: NAMESPACE,
          manifests: [
            {
              apiVersion: 'v1',
              kind: 'ConfigMap',
              metadata: { name: 'shop-settings' },
              data: {},
            },
          ],
        },
      },
      { id: 'fail', name: 'Fail', action: 'test:fail' },
    ],
  },
};

describe.each(['app-config.yaml', 'app-config.production.yaml'])(
  'with the settings of %s, a task whose backend died',
  file => {
    const directory = createMockDirectory();
    const scaffolder = settingsIn(file);
    let sandbox: SandboxCluster;
    let portal: Portal;
    let id: string;

    const start = async () => {
      portal = await startPortal({
        sandbox,
        directory: directory.path,
        template,
        scaffolder,
      });
    };
    const isThere = () =>
      sandbox.store
        .list('', 'ConfigMap', { namespace: NAMESPACE })
        .some(({ metadata }) => metadata.name === 'shop-settings');

    /** As the database says where a backend died so long ago, in the middle of a task. */
    async function died(ago: string) {
      const knex = createKnex({
        client: 'better-sqlite3',
        connection: join(directory.path, 'scaffolder.sqlite'),
        useNullAsDefault: true,
      });
      await knex('tasks').update({
        status: 'processing',
        last_heartbeat_at: knex.raw("datetime('now', ?)", [`-${ago}`]),
      });
      await knex.destroy();
    }

    beforeEach(async () => {
      sandbox = await startCluster({ speed: 20 });
      await start();
      ({ id } = (await portal.create({})).body);
      await portal.finish(id);
      await portal.stop();
    });
    afterEach(async () => {
      await portal.stop();
      await sandbox.stop();
    });

    it('fails in the end, and is undone', async () => {
      await died('61 minutes');
      await start();
      await portal.guard();
      expect(isThere()).toBe(true);
      await portal.closeStaleTasks();
      expect((await portal.finish(id)).status).toBe('failed');
      await portal.guard();
      expect(isThere()).toBe(false);
    });

    it('is left as long as it might still wait for what it created', async () => {
      await died('50 minutes');
      await start();
      await portal.closeStaleTasks();
      await portal.guard();
      expect(isThere()).toBe(true);
    });
  },
);
