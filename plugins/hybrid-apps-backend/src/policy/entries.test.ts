import { PlainObject } from '../clusters';
import { createStoreFromObjects } from '../kinds';
import { answerInPlace } from './answers';
import { createReader, Reader } from './reader';

const space = (name: string): PlainObject => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name, labels: { 'kubernetes.io/metadata.name': name } },
});
const deployment = (
  namespace: string,
  name: string,
  labels: Record<string, string>,
): PlainObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { namespace, name },
  spec: {
    selector: { matchLabels: labels },
    template: {
      metadata: { labels },
      spec: {
        containers: [{ name: 'main', ports: [{ containerPort: 8080 }] }],
      },
    },
  },
});

const app: PlainObject[] = [
  space('shop'),
  space('edge'),
  deployment('shop', 'web', { app: 'web' }),
  {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { namespace: 'shop', name: 'web' },
    spec: {
      selector: { app: 'web' },
      ports: [{ port: 80, targetPort: 8080 }],
    },
  },
  {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { namespace: 'shop', name: 'front' },
    spec: {
      defaultBackend: { service: { name: 'web', port: { number: 80 } } },
    },
  },
  {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { namespace: 'shop', name: 'closed' },
    spec: { podSelector: {}, policyTypes: ['Ingress'] },
  },
];
const controller = deployment('edge', 'nginx', {
  'app.kubernetes.io/name': 'ingress-nginx',
});
const FRONT = 'c/shop/networking.k8s.io/Ingress/front';

describe('how connections come in by a route, as policy tells', () => {
  const entries = (objects: readonly PlainObject[], reader?: Reader) =>
    answerInPlace().entries(
      [FRONT, 'c/shop//Service/none'],
      createStoreFromObjects('c', objects),
      reader,
    );

  it('tells who opens the connection, where it ends, and which rule decides', async () => {
    const told = {
      route: FRONT,
      service: 'c/shop//Service/web',
      destination: 'c/shop/apps/Deployment/web',
      port: 8080,
      protocol: 'TCP',
      verdict: 'denied',
      summary: expect.stringContaining('NetworkPolicy shop/closed'),
      deciding: [expect.objectContaining({ action: 'Deny' })],
    };
    expect(await entries(app)).toEqual([{ ...told, sources: [] }]);
    expect(await entries([...app, controller])).toEqual([
      {
        ...told,
        sources: [{ namespace: 'edge', kind: 'Deployment', name: 'nginx' }],
      },
    ]);
  });

  it('tells nothing in words that their reader may not have', async () => {
    const [{ verdict, summary }] = await entries(
      app,
      createReader(
        { only: new Set() },
        { sees: (_, namespace) => namespace !== 'shop', readsClusters: false },
      ),
    );
    expect(verdict).toBe('denied');
    expect(summary).not.toContain('shop');
  });

  it('is sure of nothing where policies are not known', async () => {
    const store = createStoreFromObjects('c', app, {
      knowledge: [
        {
          cluster: 'c',
          kind: 'networkpolicies.networking.k8s.io',
          state: 'forbidden',
        },
      ],
    });
    const [told] = await answerInPlace().entries([FRONT], store);
    expect(told).toMatchObject({ verdict: 'uncertain', deciding: [] });
  });
});
