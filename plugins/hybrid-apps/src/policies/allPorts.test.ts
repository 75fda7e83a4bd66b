import {
  Connection,
  Peer,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { createTestTexts } from '../__testUtils__/texts';
import { inventoryPolicy, mongodb, web } from '../__testUtils__/inventory';
import { allPorts } from './allPorts';
import { sentencesOf } from './AllPortsAnswer';
import { Question } from './question';

const t = createTestTexts();
const [, , controller, internet] = inventoryPolicy.peers;

const addOn = (name: string): Peer => ({
  id: `onprem/kube-system/apps/Deployment/${name}`,
  cluster: 'onprem',
  namespace: 'kube-system',
  kind: 'Deployment',
  name,
  inApp: false,
});
const [dns, metrics] = ['coredns', 'metrics-server'].map(addOn);
const REST = 'onprem///Rest';
const elsewhere: Peer = {
  ...controller,
  id: 'cloud/shop/apps/Deployment/shop',
  cluster: 'cloud',
  name: 'shop',
};

const connection = (rest: Partial<Connection>): Connection => ({
  source: web.id,
  destination: mongodb.id,
  verdict: 'allowed',
  ports: 'TCP 27017',
  ...rest,
});

const peers = [...inventoryPolicy.peers, dns, metrics, elsewhere];

/** What is told of a question, by the names of those that it is told of. */
function ask(
  question: Partial<Question>,
  connections: Connection[] = inventoryPolicy.connections,
) {
  const answer = allPorts(
    { from: web.id, to: mongodb.id, protocol: 'TCP', ...question },
    { peers, connections },
  );
  return answer && 'told' in answer
    ? answer.told.map(each =>
        [
          each.members.map(({ name }) => name).join('+'),
          sentencesOf(each, { source: 'A', destination: 'B' }, t),
        ].join(': '),
      )
    : answer;
}

describe('allPorts', () => {
  it.each<[string, Partial<Question>, Connection[] | undefined, string]>([
    [
      'some ports',
      {},
      undefined,
      'mongodb-vm: A reaches B on TCP 27017. Everything else is denied.',
    ],
    [
      'none',
      { from: controller.id },
      undefined,
      'mongodb-vm: A does not reach B on any port.',
    ],
    [
      'all of them',
      { from: mongodb.id, to: internet.id },
      undefined,
      '0.0.0.0-255.255.255.255: A reaches B on every port.',
    ],
    [
      'a port that is allowed',
      { port: 27017 },
      undefined,
      'mongodb-vm: A reaches B on TCP 27017.',
    ],
    [
      'a port that is not',
      { port: 22 },
      undefined,
      'mongodb-vm: A does not reach B on TCP 22.',
    ],
    [
      'what is uncertain',
      {},
      [connection({ verdict: 'uncertain', reason: 'Its labels vary.' })],
      'mongodb-vm: Whether A reaches B on TCP 27017 is uncertain. Everything else is denied. Its labels vary.',
    ],
    [
      'what is uncertain in addition',
      {},
      [connection({ reason: 'TCP 22 is uncertain.' })],
      'mongodb-vm: A reaches B on TCP 27017. TCP 22 is uncertain.',
    ],
    [
      'a port beside those that are allowed for sure',
      { port: 22 },
      [connection({ reason: 'TCP 22 is uncertain.' })],
      'mongodb-vm: Whether A reaches B on TCP 22 is uncertain. TCP 22 is uncertain.',
    ],
    [
      'some of several workloads',
      {},
      [connection({ pairs: { allowed: 3, uncertain: 0, of: 12 } })],
      'mongodb-vm: A reaches B on TCP 27017. Everything else is denied. Not all of them: 3 of 12 pairs have a connection at all. The matrix tells which when you open it.',
    ],
    [
      'the way between clusters',
      { from: elsewhere.id },
      undefined,
      'mongodb-vm: Whether A reaches B on every port is uncertain. How traffic crosses from cluster cloud to cluster onprem is not known.',
    ],
  ])('tells of %s', (_, question, connections, expected) => {
    expect(ask(question, connections)).toEqual([expected]);
  });

  it('tells of each of the rest of a cluster where they differ', () => {
    expect(
      ask({ from: REST, to: web.id }, [
        connection({ source: dns.id, destination: web.id, ports: 'TCP 8080' }),
      ]),
    ).toEqual([
      'coredns: A reaches B on TCP 8080. Everything else is denied.',
      'metrics-server: A does not reach B on any port.',
    ]);
    expect(ask({ from: REST, to: web.id }, [])).toEqual([
      'coredns+metrics-server: A does not reach B on any port.',
    ]);
  });

  it('knows whether rules can be told', () => {
    const hasRules = (from: string) => {
      const answer = allPorts(
        { from, to: web.id, protocol: 'TCP' },
        { peers, connections: [] },
      );
      return answer && 'hasRules' in answer && answer.hasRules;
    };
    expect(hasRules(mongodb.id)).toBe(true);
    expect(hasRules(internet.id)).toBe(true);
    expect(hasRules(REST)).toBe(false);
  });

  it('needs a port where the policy status has no answer', () => {
    expect(ask({ from: 'ip:192.0.2.7' })).toEqual({ needsPort: 'address' });
    expect(ask({ from: dns.id, to: controller.id })).toEqual({
      needsPort: 'foreign',
    });
  });

  it('calls nothing denied that is told within groups alone', () => {
    const answer = (top: Peer[], told: Peer[]) =>
      allPorts(
        { from: metrics.id, to: web.id, protocol: 'TCP' },
        { peers, connections: [] },
        { top, told },
      );
    const denied = { told: [expect.objectContaining({ verdict: 'denied' })] };
    const group = { ...metrics, id: 'group', expandable: true };
    const app = inventoryPolicy.peers.slice(0, 2);
    // Of what is open in the group.
    expect(answer([...app, group], [...app, group, metrics])).toMatchObject(
      denied,
    );
    // Not open any more.
    expect(answer([...app, group], [...app, group])).toEqual({
      needsPort: 'within',
    });
    // Both within groups.
    expect(answer([group], [group, app[1], metrics])).toEqual({
      needsPort: 'within',
    });
  });

  it.each([
    ['an end', { from: undefined }],
    ['an address', { from: 'ip:' }],
    ['one that is gone', { from: 'gone' }],
    ['two ends', { from: mongodb.id }],
  ])('waits for %s', (_, question) => {
    expect(ask(question)).toBeUndefined();
  });
});
