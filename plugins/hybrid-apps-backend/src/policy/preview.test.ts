import { world } from '../__testUtils__/judged';
import { previewPolicies } from './preview';

describe('previewPolicies', () => {
  const preview = (change: Parameters<typeof previewPolicies>[2]) => {
    const { store, policies, app } = world();
    return previewPolicies(app, policies(store), change).map(
      ({ source, destination, change: what, before, after }) =>
        `${source.name} -> ${destination.name} ${what}: ${before} -> ${after}`,
    );
  };

  it('tells what a new policy would close', () => {
    const changes = preview({
      apply: [
        {
          apiVersion: 'networking.k8s.io/v1',
          kind: 'NetworkPolicy',
          metadata: { name: 'web', namespace: 'inventory' },
          spec: {
            podSelector: { matchLabels: { app: 'web' } },
            policyTypes: ['Ingress'],
            ingress: [{ ports: [{ port: 8080 }] }],
          },
        },
      ],
    });
    expect(changes).toContain(
      'other -> web changed: All Connections -> TCP 8080',
    );
    expect(changes.join()).not.toContain('mongodb-vm -> other');
  });

  it('tells what a policy that goes would open', () => {
    const changes = preview({
      remove: [
        {
          apiVersion: 'networking.k8s.io/v1',
          kind: 'NetworkPolicy',
          namespace: 'inventory',
          name: 'mongodb',
        },
      ],
    });
    expect(changes).toContain(
      'other -> mongodb-vm added: No Connections -> All Connections',
    );
    expect(changes).toContain(
      'web -> mongodb-vm changed: TCP 27017 -> All Connections',
    );
  });

  it('refuses what cannot be read, and says where', () => {
    expect(() =>
      preview({
        apply: [
          {
            apiVersion: 'networking.k8s.io/v1',
            kind: 'NetworkPolicy',
            metadata: { name: 'web', namespace: 'inventory' },
            spec: {
              podSelector: {},
              ingress: [{ from: [{ ipBlock: { cidr: '10.0.0.0/33' } }] }],
            },
          },
        ],
      }),
    ).toThrow(/NetworkPolicy web, spec\.ingress\[0\]\.from\[0\]/);
  });

  it('refuses what is no policy', () => {
    const pod = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'x', namespace: 'inventory' },
    };
    expect(() => preview({ apply: [pod] })).toThrow('Pod of v1');
  });
});
