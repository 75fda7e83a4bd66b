import { createMockDirectory } from '@backstage/backend-test-utils';
import { join, resolve } from 'node:path';
import { look } from './command';

const EXAMPLES = resolve(__dirname, '../../../../examples');

const directory = createMockDirectory();

async function run(...args: string[]) {
  const told = { out: '', err: '' };
  const status = await look(args, {
    out: text => {
      told.out += text;
    },
    err: text => {
      told.err += text;
    },
  });
  return { status, ...told };
}

const WEB = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop, uid: d1, generation: 1, labels: { app.kubernetes.io/part-of: shop } }
spec: { replicas: 1, selector: { matchLabels: { app: web } }, template: { metadata: { labels: { app: web } }, spec: { containers: [{ name: web, image: web }] } } }
status: { observedGeneration: 1, replicas: 1, updatedReplicas: 1, readyReplicas: 1, availableReplicas: 1 }
`;

const SHOP = `
apiVersion: backstage.io/v1alpha1
kind: System
metadata: { name: shop }
spec: { owner: team-a }
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: { name: web, annotations: { backstage.io/kubernetes-label-selector: app.kubernetes.io/part-of=shop } }
spec: { system: shop }
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: { name: stranger, annotations: { backstage.io/kubernetes-label-selector: app.kubernetes.io/part-of=shop } }
spec: { system: other }
`;

describe('look at an app', () => {
  it('says what the API says, of entities and objects in one file', async () => {
    directory.setContent({ 'all.yaml': `${SHOP}---${WEB}` });
    const file = join(directory.path, 'all.yaml');
    const { status, out, err } = await run(
      ...['--dir', file, '--entity', file, '--format', 'json'],
      ...['--cluster', 'onprem'],
    );
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(JSON.parse(out)).toMatchObject({
      summary: {
        entityRef: 'system:default/shop',
        owner: 'group:default/team-a',
        containers: 1,
        clusters: ['onprem'],
      },
      topology: {
        nodes: [{ kind: 'Deployment', entityRef: 'component:default/web' }],
      },
      policy: { workloads: [{ posture: { ingress: 'open' } }] },
    });
  });

  it('tells it as text, without control characters', async () => {
    directory.setContent({
      'entity.yaml': SHOP,
      'web.yaml': WEB.replace('image: web', 'image: "web\\u001b[31m"').replace(
        'status: {',
        'status: { conditions: [{ type: Progressing, status: "False", reason: "bad\\u001b[31m" }],',
      ),
    });
    const { out } = await run(
      ...['--dir', join(directory.path, 'web.yaml')],
      ...['--entity', join(directory.path, 'entity.yaml')],
    );
    expect(out).toMatch(
      /^system:default\/shop: \w+, 0 VMs, 1 container workload\n/,
    );
    expect(out).toMatch(/Deployment shop\/web .* ingress open, egress open/);
    // eslint-disable-next-line no-control-regex
    expect(out).not.toMatch(/\u001b/);
  });

  it.each([
    ['inventory', 1],
    ['journal', 0],
    ['erp', 4],
  ])('finds the example app %s on a cluster of any name', async (name, vms) => {
    const { out } = await run(
      ...['--dir', join(EXAMPLES, name), '--cluster', 'some-cluster'],
      ...['--entity', join(EXAMPLES, 'catalog', `${name}.yaml`)],
      ...['--format', 'json'],
    );
    const { summary, topology } = JSON.parse(out);
    expect(topology.knowledge).toEqual([]);
    expect(summary).toMatchObject({ vms, clusters: ['some-cluster'] });
  });
});

describe('look at objects', () => {
  const objects = async (...args: string[]) => {
    const { out, ...rest } = await run('--dir', directory.path, ...args);
    return { ...rest, ...JSON.parse(out) };
  };

  it('has each of them once, with its holder, whatever its kind', async () => {
    directory.setContent({
      'web.yaml': WEB,
      'again.yaml': WEB,
      'dump.json': JSON.stringify({
        apiVersion: 'v1',
        kind: 'List',
        items: [
          {
            apiVersion: 'v1',
            kind: 'Pod',
            metadata: {
              name: 'web-1',
              namespace: 'shop',
              uid: 'p1',
              ownerReferences: [
                {
                  apiVersion: 'apps/v1',
                  kind: 'Deployment',
                  name: 'web',
                  uid: 'd1',
                  controller: true,
                },
              ],
            },
          },
          {
            apiVersion: 'example.com/v1',
            kind: 'Widget',
            metadata: { name: 'w', namespace: 'shop', uid: 7 },
          },
          {
            apiVersion: 'v1',
            kind: 'Secret',
            metadata: { name: 's', namespace: 'shop' },
            data: { password: 'czNjcmV0' },
          },
        ],
      }),
      'entity.yaml': SHOP,
    });
    const { status, objects: found } = await objects();
    expect(status).toBe(0);
    expect(
      found.map(({ kind, name, holder }: Record<string, { name?: string }>) => [
        kind,
        name,
        holder?.name,
      ]),
    ).toEqual([
      ['Pod', 'web-1', 'web'],
      ['Deployment', 'web', undefined],
      ['Widget', 'w', undefined],
      ['Secret', 's', undefined],
    ]);
    expect(JSON.stringify(found)).not.toContain('czNjcmV0');
    expect(found[1].health).toMatchObject({
      state: 'healthy',
      source: expect.stringContaining('kubectl rollout status'),
    });
  });

  it('tells what cannot be read where it stands, and reads the rest', async () => {
    directory.setContent({
      'broken.yaml': 'kind: Pod\nmetadata: [\n',
      'web.yaml': WEB,
    });
    const { status, err, objects: found } = await objects();
    expect(status).toBe(0);
    expect(found).toHaveLength(1);
    expect(err).toMatch(/broken\.yaml:\d+:\d+: /);
  });
});

describe('what look cannot do', () => {
  it.each([
    [[], '--dir is missing'],
    [['--dir', 'x', '--format', 'xml'], "--format is txt or json, not 'xml'"],
    [['--colour'], "Unknown option '--colour'"],
    [['--dir', 'no/such/folder'], 'no/such/folder: '],
  ])('is said, with status 2: %j', async (args, message) => {
    const { status, out, err } = await run(...args);
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).toContain(message);
  });

  it('is to look at what is no app', async () => {
    directory.setContent({
      'org.yaml':
        'apiVersion: backstage.io/v1alpha1\nkind: Group\nmetadata: { name: team-a }\n',
      'web.yaml': WEB,
    });
    const { status, err } = await run(
      ...['--dir', join(directory.path, 'web.yaml')],
      ...['--entity', join(directory.path, 'org.yaml')],
    );
    expect(status).toBe(2);
    expect(err).toContain('group:default/team-a, which is no app');
  });

  it('is to tell clusters apart, and it says so', async () => {
    directory.setContent({
      'onprem.yaml': WEB,
      'cloud.yaml': WEB.replace('image: web', 'image: other'),
    });
    const { status, err } = await run('--dir', directory.path);
    expect(status).toBe(0);
    expect(err).toBe(
      'Deployment shop/web is there more than once, and not the same: the last one counts. What is of several clusters is looked at folder by folder, with --cluster.\n',
    );
  });

  it('is to look at an app without an entity', async () => {
    directory.setContent({ 'web.yaml': WEB });
    const file = join(directory.path, 'web.yaml');
    const { status, err } = await run('--dir', file, '--entity', file);
    expect(status).toBe(2);
    expect(err).toContain('There is no entity in it');
  });
});
