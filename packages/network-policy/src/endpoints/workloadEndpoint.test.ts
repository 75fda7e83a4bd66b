import { createPolicyModel, formatPeer } from '../index';
import { answerTo } from '../__testUtils__/ask';
import type { Fact } from '../__testUtils__/ask';
import { DENY, V3, gnp } from '../__testUtils__/calico';
import {
  networkPolicy,
  object,
  pod,
  withPorts,
} from '../__testUtils__/objects';
import type { Manifest } from '../__testUtils__/objects';

/** As `calicoctl get workloadendpoint -o yaml` writes it. */
function recorded(
  path: string,
  labels: Record<string, string> = {},
  spec: object = {},
): Manifest {
  const [namespace, name] = path.split('/');
  return object(
    V3,
    'WorkloadEndpoint',
    `n1-k8s-${name}-eth0`,
    {
      spec: {
        orchestrator: 'k8s',
        node: 'n1',
        containerID: 'abc',
        pod: name,
        endpoint: 'eth0',
        interfaceName: 'cali1',
        profiles: [`kns.${namespace}`, `ksa.${namespace}.default`],
        ...spec,
      },
    },
    {
      namespace,
      labels: {
        ...labels,
        'projectcalico.org/namespace': namespace,
        'projectcalico.org/orchestrator': 'k8s',
        'projectcalico.org/serviceaccount': 'default',
      },
    },
  );
}

const web = recorded(
  'shop/web',
  { app: 'web' },
  { ipNetworks: ['10.0.0.2/32'] },
);
const db = recorded(
  'shop/db',
  { app: 'db' },
  {
    ipNetworks: ['10.0.0.1/32'],
    ports: [{ name: 'sql', protocol: 'TCP', port: 5432 }],
  },
);
const odd = (spec: object) => recorded('shop/odd', {}, spec);

describe('a WorkloadEndpoint', () => {
  it.each<Fact>([
    [
      'is the Pod that it is of',
      [web, db],
      'shop/web -> shop/db TCP 80 allowed',
    ],
    [
      'has its labels, for Calico’s policies',
      [web, db, gnp('a', { ingress: [DENY] })],
      'shop/web -> shop/db TCP 80 denied',
    ],
    [
      'and for those of Kubernetes',
      [
        web,
        db,
        networkPolicy('shop/a', {
          podSelector: { matchLabels: { app: 'db' } },
        }),
      ],
      'shop/web -> shop/db TCP 80 denied',
    ],
    [
      'has its ports by name',
      [
        web,
        db,
        gnp('a', {
          ingress: [
            {
              action: 'Allow',
              protocol: 'TCP',
              destination: { ports: ['sql'] },
            },
          ],
        }),
      ],
      'shop/web -> shop/db TCP 5432 allowed',
    ],
    [
      'has its addresses',
      [
        web,
        db,
        gnp('a', {
          ingress: [{ action: 'Deny', source: { nets: ['10.0.0.2/32'] } }],
        }),
      ],
      '10.0.0.2 -> shop/db TCP 80 denied',
    ],
    [
      'is on its node, which always reaches it',
      [
        db,
        gnp('a', { ingress: [DENY] }),
        object('v1', 'Node', 'n1', {
          status: { addresses: [{ address: '192.168.0.1' }] },
        }),
      ],
      '192.168.0.1 -> shop/db TCP 80 allowed',
    ],
    [
      'has the labels of its profiles',
      [
        db,
        recorded('shop/web', {}, { profiles: ['kns.shop', 'gold'] }),
        object(V3, 'Profile', 'gold', {
          spec: { labelsToApply: { gold: 'yes' } },
        }),
        gnp('a', {
          ingress: [{ action: 'Allow', source: { selector: "gold == 'yes'" } }],
        }),
      ],
      'shop/web -> shop/db TCP 80 allowed',
    ],
    [
      'is uncertain where such a profile is not in the input',
      [db, recorded('shop/web', {}, { profiles: ['kns.shop', 'gold'] })],
      'shop/web -> shop/db TCP 80 uncertain',
    ],
    [
      'and, without its namespace’s, where no policy decides',
      [db, odd({ profiles: [] })],
      'shop/db -> shop/odd TCP 80 uncertain',
    ],
    [
      'but not where one does',
      [
        db,
        odd({ profiles: [] }),
        gnp('a', { selector: 'all()', ingress: [DENY] }),
      ],
      'shop/db -> shop/odd TCP 80 denied',
    ],
    [
      'that cannot be read is uncertain',
      [db, odd({ ipNetworks: ['10.0.0.0/24'] })],
      'shop/db -> shop/odd TCP 80 uncertain',
    ],
  ])('%s', (_, objects, answer) => {
    expect(answerTo(answer, objects)).toBe(answer);
  });

  const peersOf = (...objects: Manifest[]) =>
    createPolicyModel(objects).workloads.map(formatPeer);

  it('is one with its Pod where that is in the input too', () => {
    const owned = pod(
      'shop/db',
      { app: 'db' },
      withPorts({ containerPort: 1 }),
      {},
      {
        ownerReferences: [
          { kind: 'StatefulSet', name: 'db', controller: true },
        ],
      },
    );
    expect(peersOf(db, owned)).toEqual(['shop/db[StatefulSet]']);
    // The Pod does not say its address; its endpoint does.
    const answer = '10.0.0.1 -> shop/web TCP 80 denied';
    const policy = gnp('a', {
      selector: "app == 'web'",
      ingress: [{ action: 'Deny', source: { selector: "app == 'db'" } }],
    });
    expect(answerTo(answer, [db, owned, web, policy])).toBe(answer);
  });

  it('is gone with a Pod that is finished', () => {
    expect(peersOf(db, pod('shop/db', {}, {}, { phase: 'Succeeded' }))).toEqual(
      [],
    );
  });

  it('of another orchestrator is a peer by its own name', () => {
    expect(peersOf(odd({ pod: undefined, orchestrator: 'openstack' }))).toEqual(
      ['shop/n1-k8s-odd-eth0[WorkloadEndpoint]'],
    );
  });

  it('tells that Calico is there', () => {
    const block = networkPolicy('shop/a', {
      podSelector: {},
      ingress: [{ from: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }],
    });
    const answer = 'shop/web -> shop/db TCP 80 allowed';
    expect(answerTo(answer, [web, db, block])).toBe(answer);
  });
});
