import { createPolicyModel } from '../index';
import { evaluateOne } from '../__testUtils__/ask';
import { SHOP, ingress } from '../__testUtils__/networkPolicy';
import { object, pod, service, withPorts } from '../__testUtils__/objects';
import type { Manifest } from '../__testUtils__/objects';

const objects = [
  ...SHOP,
  service('shop/db', {
    clusterIP: '10.96.0.1',
    selector: { app: 'db' },
    ports: [
      { port: 80, targetPort: 'sql' },
      { port: 81, targetPort: 'metrics' },
      { port: 82, protocol: 'UDP' },
    ],
  }),
  service('shop/headless', {
    clusterIP: 'None',
    selector: { app: 'db' },
    ports: [{ port: 5432 }],
  }),
  service('shop/empty', { selector: { app: 'gone' }, ports: [{ port: 80 }] }),
  service('shop/outside', {
    type: 'ExternalName',
    externalName: 'db.example.org',
  }),
];

const ask = (name: string, port: number, ...policies: Manifest[]) =>
  createPolicyModel([...objects, ...policies]).evaluate({
    source: { namespace: 'shop', name: 'web' },
    destination: { namespace: 'shop', name, kind: 'Service' },
    port,
  });

describe('Services', () => {
  it('are resolved first: policy sees the pods and their own targetPort', () => {
    const answer = ask('db', 80, ingress({ ports: [{ port: 80 }] }));
    expect(answer.verdict).toBe('denied');
    expect(answer.service?.backends).toMatchObject([
      { peer: { name: 'db' }, port: 5432 },
      { peer: { name: 'db-2' }, port: 5433 },
    ]);
    const range = ingress({ ports: [{ port: 5432, endPort: 5433 }] });
    expect(ask('db', 80, range).verdict).toBe('allowed');
  });

  it('is uncertain when backends differ, and says which', () => {
    const answer = evaluateOne(
      [...objects, ingress({ ports: [{ port: 5432 }] })],
      'shop/web',
      '10.96.0.1',
    );
    expect(answer.verdict).toBe('uncertain');
    expect(answer.reasons.join()).toContain(
      'shop/db-2[Pod] TCP 5433 is denied',
    );
  });

  it('keeps the port of a headless Service, which has no address of its own', () => {
    expect(
      ask('headless', 5432, ingress({ ports: [{ port: 5432 }] })),
    ).toMatchObject({ verdict: 'allowed', port: 5432 });
  });

  it.each<[string, string, number, string]>([
    [
      'that the Service does not have',
      'db',
      90,
      'Service shop/db has no port TCP 90 (it has TCP 80, TCP 81, UDP 82)',
    ],
    [
      'that it has for another protocol',
      'db',
      82,
      'Service shop/db has no port TCP 82 (it has TCP 80, TCP 81, UDP 82)',
    ],
    [
      'whose targetPort no pod declares',
      'db',
      81,
      'no pod behind Service shop/db has a port named "metrics"',
    ],
    [
      'with no pod behind it',
      'empty',
      80,
      'Service shop/empty has no pods behind it',
    ],
    [
      'of a Service that is a name elsewhere',
      'outside',
      80,
      'Service shop/outside has no port TCP 80 (it has none)',
    ],
  ])('leads nowhere on a port %s', (_, name, port, why) => {
    expect(ask(name, port)).toMatchObject({
      verdict: 'denied',
      summary: `denied: ${why}`,
      notes: [why],
      service: { backends: [] },
    });
  });

  it('leads on where one pod of two declares the targetPort', () => {
    const scraped = pod(
      'shop/db-3',
      { app: 'db' },
      withPorts({ name: 'metrics', containerPort: 9090 }),
    );
    expect(ask('db', 81, scraped)).toMatchObject({
      verdict: 'allowed',
      service: { backends: [{ peer: { name: 'db-3' }, port: 9090 }] },
    });
  });

  it('without a selector leads where its EndpointSlices do', () => {
    const slice = (endpoint: object): Manifest =>
      object(
        'discovery.k8s.io/v1',
        'EndpointSlice',
        'legacy-1',
        {
          addressType: 'IPv4',
          endpoints: [endpoint],
          ports: [{ port: 5432 }],
        },
        {
          namespace: 'shop',
          labels: { 'kubernetes.io/service-name': 'legacy' },
        },
      );
    const legacy = service('shop/legacy', { ports: [{ port: 5432 }] });
    const ready = slice({ addresses: ['10.0.0.1'] });
    expect(ask('legacy', 5432, legacy, ready).service?.backends).toMatchObject([
      { peer: { name: 'db' }, port: 5432 },
    ]);
    const down = slice({
      addresses: ['10.0.0.1'],
      conditions: { ready: false },
    });
    expect(ask('legacy', 5432, legacy, down).notes).toEqual([
      'Service shop/legacy has no pods behind it',
    ]);
  });
});
