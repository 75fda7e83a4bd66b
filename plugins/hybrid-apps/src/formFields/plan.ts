import {
  hybridApplicationNames,
  Topology,
  TopologyEdge,
  TopologyNode,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';

/** The answers of the template Hybrid application, as far as they are given. */
export type Answers = Record<string, unknown>;

const textOf = (value: unknown) =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';

/**
 * What the template Hybrid application will create, as a topology; undefined
 * until it has a name. Names and policies are those of the action
 * hybrid-apps:render.
 *
 * @param planned - the word for the state of what does not exist yet
 */
export function planOf(
  answers: Answers,
  planned: string,
): Topology | undefined {
  const app = textOf(answers.name);
  if (!app) {
    return undefined;
  }
  const cluster = textOf(answers.cluster);
  const namespace = textOf(answers.namespace);
  const port = textOf(answers.databasePort);
  const host = textOf(answers.host);
  const node = (
    kind: string,
    name: string,
    category: TopologyNode['category'],
    rest: Partial<TopologyNode> = {},
  ): TopologyNode => ({
    id: `${kind}/${name}`,
    cluster,
    namespace,
    apiVersion: '',
    kind,
    name,
    category,
    status: { health: 'progressing', reason: planned },
    facts: {},
    members: [],
    reason: { text: '' },
    ...rest,
  });
  const still = { status: { health: 'unknown' as const } };
  const isolated = {
    posture: { ingress: 'isolated' as const, egress: 'isolated' as const },
  };
  const names = hybridApplicationNames(app);
  const web = node('Deployment', names.web, 'container', isolated);
  const vm = node('VirtualMachine', names.database, 'vm', {
    ...isolated,
    facts: { disks: [{ name: names.disk, size: textOf(answers.diskSize) }] },
  });
  const webService = node('Service', names.web, 'network', still);
  const dbService = node('Service', names.database, 'network', still);
  const edge = (
    source: TopologyNode,
    relation: TopologyEdge['relation'],
    target: TopologyNode,
    rest: Partial<TopologyEdge> = {},
  ): TopologyEdge => ({
    id: `${source.id}|${target.id}`,
    source: source.id,
    target: target.id,
    relation,
    evidence: { text: '' },
    ...rest,
  });
  const outside = (name: string, rest: Partial<TopologyNode> = {}) =>
    node('External', name, 'external', { ...still, cluster: '', ...rest });
  const ingress = host
    ? [
        node('Ingress', names.web, 'network', {
          ...still,
          facts: { hosts: [host] },
        }),
      ]
    : [];
  const internet = host ? [outside('Internet')] : [];
  // A node of its own: what is drawn leads from left to right.
  const reached = answers.internet
    ? [outside('Internet', { id: 'External/Internet/reached' })]
    : [];
  const others =
    answers.databaseAccess === 'namespaces' &&
    Array.isArray(answers.databaseNamespaces)
      ? answers.databaseNamespaces
          .map(textOf)
          .filter(Boolean)
          .map(name => outside(name))
      : [];
  const verdict =
    answers.databaseAccess === 'nobody'
      ? ('denied' as const)
      : ('allowed' as const);
  return {
    entityRef: `system:default/${app}`,
    revision: '',
    knowledge: [],
    nodes: [
      ...internet,
      ...others,
      ...ingress,
      webService,
      dbService,
      web,
      vm,
      ...reached,
    ],
    edges: [
      ...ingress.flatMap(route => [
        ...internet.map(source => edge(source, 'routes', route)),
        edge(route, 'routes', webService, { ports: '80' }),
      ]),
      edge(webService, 'selects', web, { ports: textOf(answers.webPort) }),
      edge(web, 'connects', dbService, { ports: port, verdict }),
      ...others.map(other =>
        edge(other, 'connects', dbService, { ports: port, verdict }),
      ),
      edge(dbService, 'selects', vm, { ports: port }),
      ...reached.flatMap(target =>
        [web, vm].map(source =>
          edge(source, 'connects', target, { verdict: 'allowed' }),
        ),
      ),
    ],
  };
}
