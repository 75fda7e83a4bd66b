/**
 * How long it takes to answer of apps: `yarn bench:topology` in this folder's
 * package. A cluster has many apps of the same size; ratios are what to look
 * at. The first answer pays for the policy model of its whole cluster, so twice
 * the apps should make it about twice as slow; the answers after it should not
 * care how many other apps there are.
 */
import { Entity } from '@backstage/catalog-model';
import { PlainObject } from '../src/clusters';
import { createStoreFromObjects } from '../src/kinds';
import { ownerByAnnotation } from '../src/namespaces';
import { createAppViews } from '../src/views';

const ROUNDS = 7;
const WORKLOADS_PER_APP = 10;
const PODS_PER_WORKLOAD = 5;

const median = (values: number[]) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

/** Half of the workloads are VMs; each has a Service and a policy, and each is configured with the address of the next. */
function appObjects(app: string): PlainObject[] {
  return Array.from({ length: WORKLOADS_PER_APP }, (_, index) => {
    const name = `part-${index}`;
    const next = `part-${(index + 1) % WORKLOADS_PER_APP}`;
    const labels = { 'app.kubernetes.io/part-of': app, part: name };
    const metadata = { name, namespace: app, labels };
    const selects = { part: name };
    const isVm = index % 2 === 0;
    const workload: PlainObject = isVm
      ? {
          apiVersion: 'kubevirt.io/v1',
          kind: 'VirtualMachine',
          metadata: { ...metadata, uid: `${app}-${name}` },
          spec: {
            runStrategy: 'Always',
            template: {
              metadata: { labels },
              spec: { domain: { devices: { interfaces: [{ name: 'pod' }] } } },
            },
          },
        }
      : {
          apiVersion: 'apps/v1',
          kind: 'Deployment',
          metadata: { ...metadata, uid: `${app}-${name}` },
          spec: {
            replicas: PODS_PER_WORKLOAD,
            template: {
              metadata: { labels },
              spec: {
                containers: [
                  { name, env: [{ name: 'NEXT', value: `http://${next}:80` }] },
                ],
              },
            },
          },
        };
    const pods = Array.from(
      { length: isVm ? 1 : PODS_PER_WORKLOAD },
      (__, pod): PlainObject => ({
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: {
          name: `${name}-${pod}`,
          namespace: app,
          labels,
          ownerReferences: [
            {
              apiVersion: workload.apiVersion,
              kind: workload.kind,
              name,
              uid: `${app}-${name}`,
              controller: true,
            },
          ],
        },
        spec: { containers: [{ name }] },
        status: { phase: 'Running' },
      }),
    );
    return [
      workload,
      ...pods,
      {
        apiVersion: 'v1',
        kind: 'Service',
        metadata,
        spec: { selector: selects, ports: [{ port: 80 }] },
      },
      {
        apiVersion: 'networking.k8s.io/v1',
        kind: 'NetworkPolicy',
        metadata,
        spec: {
          podSelector: { matchLabels: selects },
          ingress: [{ from: [{ podSelector: {} }], ports: [{ port: 80 }] }],
        },
      },
    ];
  }).flat();
}

const entityOf = (name: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'System',
  metadata: { name, namespace: 'default' },
});

interface Times {
  /** Milliseconds. */
  first: number;
  topology: number;
  policy: number;
}

function measureOnce(apps: string[]): Times {
  const store = createStoreFromObjects('bench', apps.flatMap(appObjects));
  const views = createAppViews({
    stores: () => [store],
    problem: () => undefined,
    ownerOf: ownerByAnnotation,
  });
  const [one, ...others] = apps.map(name =>
    views.of({ entity: entityOf(name), parts: [] }),
  );
  const time = (act: () => { length: number }, least: number) => {
    const started = performance.now();
    const { length } = act();
    if (length < least) {
      throw new Error(`Only ${length} of ${least} came out`);
    }
    return performance.now() - started;
  };
  return {
    first: time(() => one.topology.nodes, WORKLOADS_PER_APP * 3),
    topology: median(
      others.map(view =>
        time(() => view.topology.nodes, WORKLOADS_PER_APP * 3),
      ),
    ),
    policy: median(
      others.map(view =>
        time(() => view.policy().connections, WORKLOADS_PER_APP),
      ),
    ),
  };
}

function measure(count: number): Times {
  const apps = Array.from({ length: count }, (_, index) => `app-${index}`);
  const rounds = Array.from({ length: ROUNDS }, () => measureOnce(apps));
  const middle = (of: (times: Times) => number) => median(rounds.map(of));
  const result = {
    first: middle(({ first }) => first),
    topology: middle(({ topology }) => topology),
    policy: middle(({ policy }) => policy),
  };
  const ms = (value: number) => `${value.toFixed(1)} ms`;
  console.log(
    `${count} apps of ${WORKLOADS_PER_APP} workloads: first topology ${ms(
      result.first,
    )}, another's ${ms(result.topology)}, its policy status ${ms(
      result.policy,
    )}`,
  );
  return result;
}

measureOnce(['warm', 'up']); // until the code is compiled
const one = measure(50);
const two = measure(100);
const ratio = (of: (times: Times) => number) =>
  `x ${(of(two) / of(one)).toFixed(2)}`;
console.log(`first topology, twice the apps:   ${ratio(({ first }) => first)}`);
console.log(
  `another topology, twice the apps: ${ratio(({ topology }) => topology)}`,
);
console.log(
  `policy status, twice the apps:    ${ratio(({ policy }) => policy)}`,
);
