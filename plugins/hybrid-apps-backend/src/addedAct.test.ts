import {
  coreServices,
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  Act,
  hybridAppsActsExtensionPoint,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-node';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import leaveOutOfBackups from '../dev/leaveOutOfBackups';
import { eventually } from './__testUtils__';
import { inventory, inventorySystem } from './__testUtils__/inventory';
import { mockLogger } from './__testUtils__/mockLogger';
import { startPortal } from './__testUtils__/portal';

jest.setTimeout(60_000);

const APP = '/v1/apps/system/default/inventory';
const VM = 'onprem/inventory/kubevirt.io/VirtualMachine/mongodb-vm';

const added = (...acts: Act[]) =>
  createBackendModule({
    pluginId: 'hybrid-apps',
    moduleId: 'added',
    register(env) {
      env.registerInit({
        deps: { point: hybridAppsActsExtensionPoint },
        async init({ point }) {
          point.addActs(...acts);
        },
      });
    },
  });

const faulty: Act = {
  id: 'broken.any',
  kinds: ['kubevirt.io/VirtualMachine'],
  right: 'power',
  words: { label: 'Any', will: 'Does {{name}}.', did: 'Did {{name}}.' },
  danger: 'none',
  needs: [],
  offer() {
    throw new Error('nobody thought of this');
  },
  basis: () => null,
  steps: () => [],
};

/** What a module adds from outside is as what the portal has by itself. */
describe('an act that a module adds', () => {
  let portal: Awaited<ReturnType<typeof startPortal>>;
  const logger = mockLogger();
  beforeAll(async () => {
    portal = await startPortal({
      objects: inventory,
      entities: [inventorySystem],
      features: [
        leaveOutOfBackups,
        added(faulty),
        createServiceFactory({
          service: coreServices.logger,
          deps: {},
          factory: () => logger,
        }),
      ],
    });
  });
  afterAll(() => portal?.stop());

  const offers = async (): Promise<
    Array<{ act: string; possible: boolean; why?: string; basis: string }>
  > => {
    const { body } = await portal.post(`${APP}/acts/query`, { ids: [VM] });
    return body.items[0].acts;
  };
  const offerOf = async (act: string) =>
    (await offers()).find(one => one.act === act);

  it('is offered, asked of the cluster, and followed to its end', async () => {
    const offer = await offerOf('velero.exclude');
    expect(offer).toMatchObject({
      label: 'Leave out of backups',
      danger: 'asks',
      possible: true,
    });
    const id = randomUUID();
    const { status } = await portal.post(`${APP}/acts`, {
      id,
      act: 'velero.exclude',
      object: VM,
      basis: offer?.basis,
    });
    expect(status).toBe(200);
    await eventually(async () => {
      const { body } = await portal.get(`${APP}/acts?act=${id}`);
      expect(body.items[0].state).toBe('done');
    });
    await eventually(async () => {
      expect(await offerOf('velero.exclude')).toBeUndefined();
    });
  });

  it('takes nothing with it where it fails: it is told as unknown, and in the log by its plugin', async () => {
    const all = await offers();
    expect(all.map(({ act }) => act)).toContain('vm-start');
    expect(all.find(({ act }) => act === 'broken.any')).toMatchObject({
      possible: false,
      why: "Whether it can be done is not known: what the plugin 'broken' says of it failed (nobody thought of this). Tell whoever keeps the portal.",
    });
    await offers();
    expect(logger.error.mock.calls).toEqual([
      [
        "The act 'broken.any' of plugin 'broken' failed: its 'offer' on VirtualMachine mongodb-vm",
        expect.objectContaining({ message: 'nobody thought of this' }),
      ],
    ]);
  });

  it('is refused, and its module named, where it is not described in full', async () => {
    await expect(
      startPortal({
        objects: [],
        sandbox: portal.sandbox,
        entities: [],
        features: [added({ ...faulty, id: 'any' })],
      }),
    ).rejects.toThrow(
      /Module 'added' for plugin 'hybrid-apps' startup failed.*The act 'any' is not described in full: id: expected the plugin's id/,
    );
  });
});

it('is documented by the very module that is tested here', () => {
  const read = (path: string) => readFileSync(join(__dirname, path), 'utf8');
  expect(read('../../../docs/adding-acts.md')).toContain(
    `\`\`\`ts\n${read('../dev/leaveOutOfBackups.ts')}\`\`\``,
  );
});
