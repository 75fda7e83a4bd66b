import { world } from '../../__testUtils__/judged';
import { previewWithoutThread } from '../../__testUtils__/previewed';
import { PolicyChange } from './types';

describe('a preview', () => {
  const preview = (change: PolicyChange) => {
    const { changes } = previewWithoutThread(world(), change);
    return changes.map(
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

  describe('of an app of very many connections', () => {
    const COUNT = 60;
    const many = Array.from({ length: COUNT }, (_, index) => ({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: {
        name: `w${index}`,
        namespace: 'inventory',
        labels: { 'app.kubernetes.io/part-of': 'inventory' },
      },
      spec: {
        template: {
          metadata: { labels: { app: `w${index}` } },
          spec: { containers: [{ name: 'c' }] },
        },
      },
    }));
    const withPorts = (ports?: object[]) =>
      previewWithoutThread(world(many), {
        apply: [
          {
            apiVersion: 'networking.k8s.io/v1',
            kind: 'NetworkPolicy',
            metadata: { name: 'all', namespace: 'inventory' },
            spec: {
              podSelector: {},
              policyTypes: ['Ingress'],
              ingress: ports ? [{ ports }] : [],
            },
          },
        ],
      });
    // Each from each other, and from all addresses of either sort.
    const ALL = COUNT * (COUNT - 1) + COUNT * 2;

    it('tells so many changes, and counts the rest', () => {
      const { changes, omitted } = withPorts();
      expect(changes).toHaveLength(2_000);
      expect(changes.length + omitted).toBe(ALL);
    });

    it('tells so many ports, and fewer changes for them', () => {
      const ports = Array.from({ length: 400 }, (_, index) => ({
        port: 1_000 + index * 2,
      }));
      const { changes, omitted } = withPorts(ports);
      const [{ after }] = changes;
      expect(after).toMatch(/^TCP 1000,1002,.*,\d{4},…$/);
      expect(after?.length).toBeLessThanOrEqual(1_000);
      const length = changes.reduce(
        (sum, change) =>
          sum + (change.before?.length ?? 0) + (change.after?.length ?? 0),
        0,
      );
      expect(length).toBeLessThan(502_000);
      expect(changes.length + omitted).toBe(ALL);
    });
  });
});
