import { createPolicyModel, PeerInput } from '@hybrid-apps/network-policy';
import { renderApplication } from './renderApplication';
import { HybridApplication } from './schema';

const shop: HybridApplication = {
  name: 'shop',
  namespace: 'retail',
  web: { image: 'quay.io/shop/web:1', replicas: 3, port: 8080 },
  vm: { image: 'quay.io/containerdisks/debian:12', diskSize: '10Gi' },
  database: { port: 27017, access: 'web' },
};

const namespace = (name: string) => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name, labels: { 'kubernetes.io/metadata.name': name } },
});

const pod = (inNamespace: string, name: string, ports: object[] = []) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { namespace: inNamespace, name, labels: { app: name } },
  spec: { containers: [{ name, image: 'quay.io/other/app:1', ports }] },
});

/** What there is in the cluster beside the app. */
const SURROUNDINGS = [
  ...['retail', 'audit', 'kube-system', 'ingress-nginx'].map(namespace),
  pod('retail', 'neighbour'),
  pod('audit', 'reader'),
  pod('ingress-nginx', 'controller'),
  pod('kube-system', 'coredns'),
];

const WEB = { namespace: 'retail', name: 'shop-web', kind: 'Deployment' };
const DATABASE = {
  namespace: 'retail',
  name: 'shop-db',
  kind: 'VirtualMachine',
};
const NEIGHBOUR = { namespace: 'retail', name: 'neighbour' };
const READER = { namespace: 'audit', name: 'reader' };
const CONTROLLER = { namespace: 'ingress-nginx', name: 'controller' };
const DNS = { namespace: 'kube-system', name: 'coredns' };
const INTERNET = { ip: '93.184.216.34' };
const METADATA_SERVICE = { ip: '169.254.169.254' };

/** Asks the policy engine about an app in these surroundings. */
function reachIn(change: Partial<HybridApplication>) {
  const model = createPolicyModel([
    ...SURROUNDINGS,
    ...renderApplication({ ...shop, ...change }),
  ]);
  return (
    source: PeerInput,
    destination: PeerInput,
    port: number,
    protocol: 'TCP' | 'UDP' = 'TCP',
  ) => model.evaluate({ source, destination, port, protocol }).verdict;
}

describe('the policies of an app', () => {
  it('let the web tier alone reach the database, on its port alone', () => {
    const reach = reachIn({});
    expect(reach(WEB, DATABASE, 27017)).toBe('allowed');
    expect(reach(WEB, DATABASE, 22)).toBe('denied');
    for (const other of [NEIGHBOUR, READER, CONTROLLER, INTERNET]) {
      expect(reach(other, DATABASE, 27017)).toBe('denied');
    }
  });

  it('let the namespaces that are named reach it beside the web tier', () => {
    const reach = reachIn({
      database: { port: 5432, access: 'namespaces', namespaces: ['audit'] },
    });
    expect(reach(WEB, DATABASE, 5432)).toBe('allowed');
    expect(reach(READER, DATABASE, 5432)).toBe('allowed');
    expect(reach(READER, DATABASE, 22)).toBe('denied');
    expect(reach(NEIGHBOUR, DATABASE, 5432)).toBe('denied');
  });

  it('let nobody reach it where nobody may', () => {
    const reach = reachIn({ database: { port: 5432, access: 'nobody' } });
    expect(reach(WEB, DATABASE, 5432)).toBe('denied');
    expect(reach(NEIGHBOUR, DATABASE, 5432)).toBe('denied');
  });

  it('let the namespace reach the web tier, and with a host the cluster, for its ingress controller', () => {
    const closed = reachIn({});
    expect(closed(NEIGHBOUR, WEB, 8080)).toBe('allowed');
    expect(closed(CONTROLLER, WEB, 8080)).toBe('denied');

    const host = 'shop.example.com';
    const open = reachIn({ web: { ...shop.web, host } });
    expect(open(CONTROLLER, WEB, 8080)).toBe('allowed');
    expect(open(CONTROLLER, WEB, 22)).toBe('denied');
    expect(open(READER, WEB, 8080)).toBe('allowed');

    const told = reachIn({
      web: { ...shop.web, host, ingressNamespace: 'ingress-nginx' },
    });
    expect(told(CONTROLLER, WEB, 8080)).toBe('allowed');
    expect(told(READER, WEB, 8080)).toBe('denied');
  });

  it.each([
    ['the web tier', WEB],
    ['the database', DATABASE],
  ])('let %s ask for names, and connect nowhere else', (_, source) => {
    const reach = reachIn({});
    expect(reach(source, DNS, 53, 'UDP')).toBe('allowed');
    expect(reach(source, DNS, 53)).toBe('allowed');
    expect(reach(source, { ip: '169.254.20.10' }, 53, 'UDP')).toBe('allowed');
    expect(reach(source, DNS, 443)).toBe('denied');
    for (const other of [NEIGHBOUR, INTERNET, METADATA_SERVICE]) {
      expect(reach(source, other, 443)).toBe('denied');
    }
  });

  it('let both reach the internet where they may, and still no private network', () => {
    const reach = reachIn({ internet: true });
    for (const source of [WEB, DATABASE]) {
      expect(reach(source, INTERNET, 443)).toBe('allowed');
      expect(reach(source, { ip: '2606:2800:220:1::1' }, 443)).toBe('allowed');
      expect(reach(source, { ip: '10.1.2.3' }, 443)).toBe('denied');
      expect(reach(source, METADATA_SERVICE, 80)).toBe('denied');
    }
  });
});
