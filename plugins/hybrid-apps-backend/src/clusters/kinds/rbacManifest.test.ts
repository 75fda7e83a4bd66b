import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { groupResource } from '../store/storeFromObjects';
import { KINDS } from '../../kinds';

interface Rule {
  apiGroups: string[];
  resources: string[];
  verbs: string[];
  resourceNames?: string[];
}

const deploy = join(__dirname, '../../../../../deploy');
const rulesOf = (role: string, file = 'rbac.yaml'): Rule[] => {
  const found = parseAllDocuments(readFileSync(join(deploy, file), 'utf8'))
    .map(document => document.toJS())
    .find(
      ({ kind, metadata }) => kind.endsWith('Role') && metadata.name === role,
    );
  return found.rules;
};
const resourcesOf = (rules: readonly Rule[]): string[] =>
  rules.flatMap(({ apiGroups, resources }) =>
    apiGroups.flatMap(group =>
      resources.map(resource => groupResource(group, resource)),
    ),
  );
/** Whether Secrets are among what is allowed. */
const readsSecrets = (rules: readonly Rule[]): boolean =>
  rules.some(
    ({ apiGroups, resources }) =>
      (apiGroups.includes('') || apiGroups.includes('*')) &&
      /secrets|\*/.test(resources.join()),
  );

/** What is never watched, and asked for by its name as somebody looks at an account. */
const ROLES = 'rbac.authorization.k8s.io';
const isOfRoles = ({ apiGroups, resources }: Rule) =>
  apiGroups.includes(ROLES) &&
  resources.every(resource => /^(cluster)?roles$/.test(resource));
/** What is asked for as somebody looks at it, with the verbs of that. */
const ASKED: Readonly<Record<string, readonly string[]>> = {
  'nodes.metrics.k8s.io': ['get', 'list'],
  'pods.metrics.k8s.io': ['get', 'list'],
  'pods/log': ['get'],
  'virtualmachineinstances/filesystemlist.subresources.kubevirt.io': ['get'],
  'virtualmachineinstances/guestosinfo.subresources.kubevirt.io': ['get'],
  'virtualmachineinstances/userlist.subresources.kubevirt.io': ['get'],
};
const isAsked = (rule: Rule) =>
  resourcesOf([rule]).every(resource => Object.hasOwn(ASKED, resource));
const verbsOf = (rules: readonly Rule[]) =>
  Object.fromEntries(
    rules.flatMap(rule =>
      resourcesOf([rule]).map(resource => [resource, rule.verbs]),
    ),
  );

/** Of no namespace, so that no Role allows them. */
const CLUSTER_SCOPED = [
  'adminnetworkpolicies.policy.networking.k8s.io',
  'apiservices.apiregistration.k8s.io',
  'baselineadminnetworkpolicies.policy.networking.k8s.io',
  'clusternetworkpolicies.policy.networking.k8s.io',
  'clusterrolebindings.rbac.authorization.k8s.io',
  'clusteruserdefinednetworks.k8s.ovn.org',
  'csidrivers.storage.k8s.io',
  'customresourcedefinitions.apiextensions.k8s.io',
  'gatewayclasses.gateway.networking.k8s.io',
  'ingressclasses.networking.k8s.io',
  'namespaces',
  'nodes',
  'nodes.metrics.k8s.io',
  'persistentvolumes',
  'storageclasses.storage.k8s.io',
  'virtualmachineclusterinstancetypes.instancetype.kubevirt.io',
  'virtualmachineclusterpreferences.instancetype.kubevirt.io',
  ...['crd.projectcalico.org', 'projectcalico.org'].flatMap(group =>
    [
      'globalnetworkpolicies',
      'globalnetworksets',
      'hostendpoints',
      'profiles',
      'stagedglobalnetworkpolicies',
      'tiers',
    ].map(resource => groupResource(group, resource)),
  ),
];

describe('deploy/rbac.yaml', () => {
  const all = rulesOf('hybrid-apps-viewer');
  const viewer = all.filter(rule => !isOfRoles(rule));

  it('lets it read one role at a time', () => {
    expect(all.filter(isOfRoles)).toEqual([
      {
        apiGroups: [ROLES],
        resources: ['clusterroles', 'roles'],
        verbs: ['get'],
      },
    ]);
  });

  it('lets the portal read the kinds that it watches and what it asks for, and nothing else', () => {
    expect(verbsOf(viewer.filter(isAsked))).toEqual(ASKED);
    const watching = viewer.filter(rule => !isAsked(rule));
    for (const { verbs } of watching) {
      expect(verbs).toEqual(['get', 'list', 'watch']);
    }
    const granted = resourcesOf(watching);
    const watched = KINDS.watched.flatMap(({ groups, resource }) =>
      groups.map(group => groupResource(group, resource)),
    );
    expect(granted.sort()).toEqual(watched.sort());
  });

  it.each([
    'hybrid-apps-viewer',
    'hybrid-apps-provisioner',
    'hybrid-apps-operator',
  ])('does not let %s read Secrets', role => {
    expect(readsSecrets(rulesOf(role))).toBe(false);
  });
});

describe('deploy/rbac-operators.yaml', () => {
  const rules = rulesOf('hybrid-apps-operators', 'rbac-operators.yaml');

  it('lets the portal read kinds that it does not know, and nothing else', () => {
    for (const { verbs } of rules) {
      expect(verbs).toEqual(['get', 'list', 'watch']);
    }
    expect(readsSecrets(rules)).toBe(false);
    const known = KINDS.watched.flatMap(({ groups, resource }) =>
      groups.map(group => groupResource(group, resource)),
    );
    expect(resourcesOf(rules).filter(one => known.includes(one))).toEqual([]);
    expect(resourcesOf(rules)).not.toEqual([]);
  });
});

describe('deploy/rbac-impersonation.yaml', () => {
  const rules = rulesOf('hybrid-apps-impersonator', 'rbac-impersonation.yaml');

  it('lets the portal act as whom it names, and do nothing else', () => {
    expect(resourcesOf(rules)).toEqual(['users', 'groups']);
    for (const { verbs, resourceNames = [] } of rules) {
      expect(verbs).toEqual(['impersonate']);
      expect(resourceNames).not.toEqual([]);
      expect(resourceNames.filter(name => /[*]|^system:/.test(name))).toEqual(
        [],
      );
    }
  });
});

describe('deploy/rbac-namespaces.yaml', () => {
  const [namespaces, ...rest] = rulesOf(
    'hybrid-apps-viewer',
    'rbac-namespaces.yaml',
  );
  const others = rest.filter(rule => !isOfRoles(rule));

  it('lets it read one role of a namespace at a time', () => {
    expect(rest.filter(isOfRoles)).toEqual([
      { apiGroups: [ROLES], resources: ['roles'], verbs: ['get'] },
    ]);
  });

  it('lets the portal read in a namespace all that is in one, and the namespace itself', () => {
    expect(namespaces).toEqual({
      apiGroups: [''],
      resources: ['namespaces'],
      verbs: ['get'],
    });
    const { 'nodes.metrics.k8s.io': ofNodes, ...ofNamespaces } = ASKED;
    expect(ofNodes).toBeDefined();
    expect(verbsOf(others.filter(isAsked))).toEqual(ofNamespaces);
    for (const { verbs } of others.filter(rule => !isAsked(rule))) {
      expect(verbs).toEqual(['get', 'list', 'watch']);
    }
    const granted = resourcesOf(others);
    const inWhole = resourcesOf(
      rulesOf('hybrid-apps-viewer').filter(rule => !isOfRoles(rule)),
    );
    expect(granted.filter(one => !inWhole.includes(one))).toEqual([]);
    expect(inWhole.filter(one => !granted.includes(one)).sort()).toEqual(
      CLUSTER_SCOPED.sort(),
    );
  });

  it('does not let it read Secrets', () => {
    expect(readsSecrets(others)).toBe(false);
  });
});
