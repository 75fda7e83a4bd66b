import { ObjectInside } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { screen, within } from '@testing-library/react';
import { renderTab } from '../../../__testUtils__';
import { before } from '../../../__testUtils__/build';
import { web, webService } from '../../../__testUtils__/inventory';
import { TopologyContent } from '../../TopologyContent';

/** The tab Inside of a component, of which the backend tells this. */
async function open(inside: ObjectInside | undefined, id = web.id) {
  renderTab(<TopologyContent />, {
    api: {
      getObject: async (_, asked) => ({
        id: asked,
        object: { apiVersion: 'v1', kind: 'Any', metadata: { name: 'any' } },
        events: [],
        ...(inside && { inside }),
      }),
    },
    query: { selected: id, tab: 'inside' },
  });
  return screen.findByRole('complementary', { name: /^Details of/ });
}

/** What stands beside a word, in the part of a heading. */
async function fact(panel: HTMLElement, heading: string, word: string) {
  const title = await within(panel).findByRole('heading', { name: heading });
  const part = title.closest('section') ?? panel;
  const term = within(part).getByText(word, { selector: 'dt' });
  return term.nextElementSibling?.textContent;
}

describe('the inside of a workload', () => {
  const inside: ObjectInside = {
    containers: [
      {
        name: 'web',
        role: 'app',
        image: 'quay.io/shop/web:1',
        ports: [{ name: 'http', port: 8080, protocol: 'TCP', hostPort: 80 }],
        probes: [
          {
            kind: 'readiness',
            asks: 'GET /ready on port 8080',
            periodSeconds: 5,
          },
        ],
        lacks: ['liveness'],
        resources: [{ name: 'memory', request: '64Mi', limit: '128Mi' }],
        reads: [{ kind: 'Secret', name: 'db', keys: ['password', 'user'] }],
        mounts: [{ volume: 'data', path: '/data', readOnly: true }],
        stands: {
          pods: 2,
          running: 1,
          ready: 1,
          restarts: 5,
          waits: ['CrashLoopBackOff'],
          lastEnd: { pod: 'web-a', reason: 'OOMKilled', exitCode: 137 },
        },
      },
      { name: 'mesh', role: 'sidecar', isInjected: true },
    ],
    volumes: [
      {
        name: 'data',
        type: 'persistentVolumeClaim',
        object: {
          apiVersion: 'v1',
          kind: 'PersistentVolumeClaim',
          name: 'web',
        },
        accessModes: ['ReadWriteOnce'],
      },
    ],
  };

  it('tells of each container what it asks for, and how it stands', async () => {
    const panel = await open(inside);
    const of = (word: string) => fact(panel, 'Container web', word);
    expect(await of('Now')).toBe(
      'runs in 1 of 2ready in 1 of 2CrashLoopBackOff',
    );
    expect(await of('Last end')).toBe('OOMKilled, exit code 137, web-a');
    expect(await of('Ports')).toBe('TCP 8080 (http), on the node 80');
    expect(await of('Readiness probe')).toBe(
      'GET /ready on port 8080: every 5 s',
    );
    expect(await of('Liveness probe')).toBe('none');
    expect(await of('memory')).toBe('asks for 64Mi, at most 128Mi');
    expect(await of('Keys read')).toBe('Secret db: password, user');
    expect(await of('Mounts')).toBe('/data ← data, read-only');
    expect(await fact(panel, 'Sidecar mesh', 'From')).toMatch(
      /put into the Pods/,
    );
    expect(await fact(panel, 'Volume data', 'Backed by')).toBe('Volume web');
  });

  it('tells the Pods of a database apart, and what was rolled out', async () => {
    const panel = await open({
      statefulSet: {
        serviceName: 'db',
        podManagementPolicy: 'OrderedReady',
        updateStrategy: 'RollingUpdate',
        partition: 2,
      },
      instances: {
        total: 52,
        items: [
          {
            name: 'db-0',
            isReady: true,
            ordinal: 0,
            dnsName: 'db-0.db.shop.svc',
            role: 'primary',
            roleBy: 'role=master',
          },
        ],
      },
      revisions: [
        {
          revision: 3,
          kind: 'ControllerRevision',
          name: 'db-1a',
          isCurrent: true,
          pods: 1,
        },
      ],
    });
    const title = 'Pods one by one';
    expect(await fact(panel, title, 'db-0')).toBe(
      'primary, readydb-0.db.shop.svcrole=master',
    );
    expect(within(panel).getByText('and 51 more')).toBeVisible();
    expect(
      within(panel).getByText('RollingUpdate, from number 2 on'),
    ).toBeVisible();
    expect(await fact(panel, 'Roll-outs', 'Revision 3')).toBe(
      'current, 1 Pod, db-1a',
    );
  });

  it('tells what a VM shows to its guest, and what hangs on it', async () => {
    const panel = await open({
      hardware: {
        firmware: 'uefi',
        secureBoot: true,
        cpuTopology: { sockets: 2, cores: 1 },
        dedicatedCpus: true,
        devices: [{ kind: 'gpu', name: 'gpu1', resource: 'nvidia.com/A10' }],
        credentials: [
          { kind: 'sshPublicKey', secret: 'keys', users: ['amal'] },
        ],
        probes: [{ kind: 'readiness', asks: 'the guest agent' }],
        guestAgent: false,
      },
      attached: [
        {
          object: {
            id: 'a',
            apiVersion: 'snapshot.kubevirt.io/v1beta1',
            kind: 'VirtualMachineSnapshot',
            name: 'before',
          },
          status: { health: 'degraded', reason: 'Failed' },
        },
      ],
    });
    const of = (word: string) => fact(panel, 'Hardware', word);
    expect(await of('Boots by')).toBe('UEFI, secure boot');
    expect(await of('CPUs')).toBe('2 sockets × 1 core, its own alone');
    expect(await of('Devices')).toBe('GPU gpu1 (nvidia.com/A10)');
    expect(await of('Lets in by')).toBe('SSH keys of Secret keys, amal');
    expect(await of('Readiness probe')).toBe('the guest agent');
    expect(await of('Guest agent answers')).toBe('no');
    expect(
      within(panel).getByText('VirtualMachineSnapshot before'),
    ).toBeVisible();
    expect(within(panel).getByText('Failed')).toBeVisible();
  });

  const MI = 2 ** 20;
  const measured: NonNullable<ObjectInside['use']> = {
    measurement: { state: 'measured', at: before(1), windowSeconds: 20.04 },
    ofLauncher: true,
    running: 3,
    measured: 2,
    total: { used: { cpu: 0.42, memory: 42 * MI }, requested: { cpu: 0.6 } },
    containers: [
      {
        name: 'web',
        used: { cpu: 0.4, memory: 40 * MI },
        requested: { cpu: 0.5 },
        limit: { cpu: 2, memory: 256 * MI },
      },
    ],
    pods: [
      {
        name: 'web-1-b',
        used: { cpu: 0.31 },
        containers: [{ name: 'web', used: { cpu: 0.31 } }],
      },
    ],
  };

  it('tells what is used beside what is asked for, of all, each container and Pod', async () => {
    const panel = await open({
      use: {
        ...measured,
        findings: [{ code: 'out-of-memory', pod: 'web-1-b', container: 'web' }],
      },
    });
    expect(panel).toHaveTextContent(
      'Container web of Pod web-1-b was ended, as it took more memory than it may',
    );
    const of = (word: string) => fact(panel, 'Use now', word);
    expect(await of('All Pods')).toBe('CPU 0.42, 0.6 asked forMemory 42 MiB');
    expect(await of('web')).toBe(
      'CPU 0.4, 0.5 asked for, at most 2Memory 40 MiB, at most 256 MiB',
    );
    expect(await of('web-1-b')).toBe('CPU 0.31');
    expect(panel).toHaveTextContent(/was measured .+\. CPU over 20 s\./);
    expect(panel).toHaveTextContent('Measured in 2 of 3 Pods that run.');
    expect(panel).toHaveTextContent('Of its virt-launcher Pod');
    expect(panel).toHaveTextContent('and 1 more');
  });

  it('tells of what is old that it is', async () => {
    const panel = await open({
      use: {
        ...measured,
        measurement: { state: 'stale', at: before(60), message: 'Too old.' },
      },
    });
    expect(await within(panel).findByText(/long ago/)).toHaveTextContent(
      /long ago: .+\. Too old\. /,
    );
  });

  it.each([
    ['absent', 'serves no metrics'],
    ['forbidden', 'may not read it'],
    ['unknown', 'is not known'],
    ['idle', 'None of its Pods runs'],
  ] as const)('says why nothing is measured: %s', async (state, words) => {
    const panel = await open({
      use: {
        measurement: { state, message: 'The way out.' },
        running: 0,
        measured: 0,
        containers: [],
        pods: [],
      },
    });
    expect(await within(panel).findByText(new RegExp(words))).toBeVisible();
    expect(panel.textContent?.includes('The way out.')).toBe(state !== 'idle');
  });

  it('tells what the guest of a VM says of itself, and how full it is', async () => {
    const panel = await open({
      guest: {
        state: 'told',
        message: 'Users are not told.',
        agentVersion: '9.2.4',
        hostname: 'db',
        os: { name: 'Fedora Linux 42', version: '42', machine: 'x86_64' },
        fileSystems: [
          {
            mountPoint: '/',
            device: 'vda4',
            type: 'btrfs',
            used: 3 * 2 ** 30,
            total: 4 * 2 ** 30,
          },
          { mountPoint: '/media' },
        ],
      },
    });
    const of = (word: string) => fact(panel, 'Guest', word);
    expect(await of('Guest agent')).toBe('9.2.4');
    expect(await of('Operating system')).toBe('Fedora Linux 42, x86_64');
    expect(await of('/')).toBe('3 GiB of 4 GiB used (75%)vda4, btrfs');
    expect(await of('/media')).toContain('its size is not told');
    expect(panel).toHaveTextContent('Only some of it is known');
    expect(panel).toHaveTextContent('Users are not told.');
  });

  it('tells who is logged in, and that nobody is', async () => {
    const users = [{ name: 'amal', domain: 'SHOP', since: before(60) }];
    const panel = await open({ guest: { state: 'told', users } });
    expect(await fact(panel, 'Guest', 'Logged in')).toMatch(/^SHOP\\amal ./);
  });

  it('tells plainly that nobody is logged in', async () => {
    const panel = await open({ guest: { state: 'told', users: [] } });
    expect(await fact(panel, 'Guest', 'Logged in')).toBe('nobody');
  });

  it('tells plainly that a guest has no agent, and how to get one', async () => {
    const panel = await open({
      guest: { state: 'no-agent', message: 'Install qemu-guest-agent.' },
    });
    expect(
      await within(panel).findByText('The guest tells nothing of itself'),
    ).toBeVisible();
    expect(within(panel).getByText('Install qemu-guest-agent.')).toBeVisible();
  });

  it('tells what an autoscaler and a disruption budget go by', async () => {
    const panel = await open({
      scaling: {
        min: 2,
        max: 10,
        current: 3,
        desired: 4,
        metrics: [
          { name: 'cpu', type: 'Resource', current: '63 %', target: '80 %' },
          { name: 'queue', type: 'External', target: '30' },
        ],
      },
      disruption: { allowed: 0, healthy: 3, wanted: 3, pods: 4 },
    });
    expect(await fact(panel, 'Scaling', 'Replicas')).toBe('2 to 10');
    expect(await fact(panel, 'Scaling', 'Now')).toBe('3 Pods, 4 wanted');
    expect(await fact(panel, 'Scaling', 'cpu')).toBe('63 %, to be 80 %');
    expect(await fact(panel, 'Scaling', 'queue')).toBe(
      'not measured, to be 30',
    );
    expect(await fact(panel, 'Disruption', 'May go now')).toBe('0');
    expect(await fact(panel, 'Disruption', 'Healthy')).toBe(
      '3 of 4, 3 have to be',
    );
  });

  it('tells what is behind a claim', async () => {
    const panel = await open({
      claim: {
        volume: { name: 'pv-1', type: 'csi', driver: 'd', nodes: ['node-a'] },
        storageClass: { name: 'fast', canExpand: false },
      },
    });
    const of = (word: string) => fact(panel, 'PersistentVolume pv-1', word);
    expect(await of('Type')).toBe('csi, d');
    expect(await of('On nodes')).toBe('node-a');
    expect(await fact(panel, 'Storage class fast', 'Can grow')).toBe('no');
  });

  it.each([
    [undefined, /^No binding names it/],
    [['rolebindings'], /^None is known/],
  ])(
    'tells that an account has no roles, where %s is not known',
    async (unknown, words) => {
      const panel = await open({ rights: [], ...(unknown && { unknown }) });
      expect(await within(panel).findByText(words)).toBeVisible();
    },
  );

  it('tells the roles of an account, and where they hold', async () => {
    const panel = await open({
      rights: [
        {
          binding: { apiVersion: 'v1', kind: 'ClusterRoleBinding', name: 'a' },
          role: { kind: 'ClusterRole', name: 'view' },
        },
      ],
    });
    expect(await fact(panel, 'Roles', 'ClusterRole view')).toBe(
      'in all of the clusterClusterRoleBinding a',
    );
  });

  it('tells what the roles of an account allow, and what of that is not known', async () => {
    const binding = {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      namespace: 'shop',
      name: 'a',
    };
    const panel = await open({
      rights: [
        {
          binding,
          role: { kind: 'Role', name: 'edit' },
          allows: {
            state: 'known',
            rules: [
              {
                verbs: ['get', 'list'],
                apiGroups: ['', 'apps'],
                resources: ['pods', 'deployments'],
                resourceNames: ['web'],
              },
              { verbs: ['*'], apiGroups: ['*'], resources: ['*'] },
              { verbs: ['get'], nonResourceUrls: ['/healthz'] },
            ],
            rulesLeft: 3,
            isAggregated: true,
          },
        },
        {
          binding,
          role: { kind: 'Role', name: 'secret' },
          allows: { state: 'forbidden', message: 'Grant it.' },
        },
        {
          binding,
          role: { kind: 'Role', name: 'gone' },
          allows: { state: 'absent' },
        },
      ],
      rightsLeft: 7,
    });
    expect(await fact(panel, 'Roles', 'Role edit')).toBe(
      [
        'in namespace shop',
        'RoleBinding a',
        'get, list: pods, deployments of apps named web',
        'all verbs: everything',
        'get: /healthz',
        'and 3 more rules',
        'Gathered from other roles.',
      ].join(''),
    );
    expect(await fact(panel, 'Roles', 'Role secret')).toContain(
      'What it allows may not be read. Grant it.',
    );
    expect(await fact(panel, 'Roles', 'Role gone')).toContain(
      'There is no such role',
    );
    expect(
      within(panel).getByText('And 7 more bindings, which are not told.'),
    ).toBeVisible();
  });

  it('tells what is odd, and what is not known', async () => {
    const panel = await open({
      findings: [
        {
          code: 'port-declared-twice',
          severity: 'warning',
          title: 'Port 80/TCP is declared twice',
          message: 'Only one can listen.',
          fix: 'Change one.',
          objects: [],
        },
      ],
      unknown: ['persistentvolumeclaims'],
    });
    expect(
      await within(panel).findByText('Port 80/TCP is declared twice'),
    ).toBeVisible();
    expect(
      within(panel).getByText('Only one can listen. Change one.'),
    ).toBeVisible();
    expect(
      within(panel).getByText(/may not read persistentvolumeclaims/),
    ).toBeVisible();
  });

  it('says so where there is nothing to tell', async () => {
    const panel = await open(undefined);
    expect(
      await within(panel).findByText('Its kind tells nothing more of it.'),
    ).toBeVisible();
  });

  it('is no tab of what is no workload', async () => {
    const panel = await open(undefined, webService.id);
    expect(within(panel).queryByRole('tab', { name: 'Inside' })).toBeNull();
  });
});
