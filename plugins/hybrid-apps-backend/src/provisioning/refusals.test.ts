import { KubeConnectionError, KubeStatusError } from '../clusters';
import {
  explainRequestError,
  listByMessage,
  refusalError,
  refusedOf,
  takenRefusal,
} from './refusals';

/** The messages are those of kube-apiserver 1.36 and KubeVirt 1.9. */
const answered = (
  code: number,
  serverMessage: string,
  causes?: KubeStatusError['causes'],
  as?: string,
) =>
  explainRequestError(
    new KubeStatusError({
      cluster: 'onprem',
      method: 'PATCH',
      path: '/apis/apps/v1/namespaces/shop/deployments/web',
      code,
      serverMessage,
      causes,
      as,
    }),
    'onprem',
    'shop',
  );

describe('explainRequestError', () => {
  it('says which right is missing, where, and to whom', () => {
    expect(
      answered(
        403,
        'deployments.apps "web" is forbidden: User "alice" cannot patch resource "deployments" in API group "apps" in the namespace "shop"',
      ),
    ).toMatchObject({
      sort: 'forbidden',
      message:
        "the portal has no right to patch deployments.apps in namespace 'shop' of cluster 'onprem'. Choose another namespace, or have the cluster's administrators grant it to 'alice'.",
    });
  });

  it.each([
    [
      'their right is missing',
      'deployments.apps "web" is forbidden: User "oidc:alice" cannot create resource "deployments" in API group "apps" in the namespace "shop"',
      "'oidc:alice', as whom the cluster knows you, has no right to create deployments.apps in namespace 'shop' of cluster 'onprem'. Choose another namespace, or have who owns it or the cluster's administrators grant it to 'oidc:alice' or to a group of yours.",
    ],
    [
      'the portal may not act as the user',
      'users "oidc:alice" is forbidden: User "system:serviceaccount:backstage:hybrid-apps" cannot impersonate resource "users" in API group "" at the cluster scope',
      "the portal's account 'system:serviceaccount:backstage:hybrid-apps' may not act as the user 'oidc:alice' on cluster 'onprem'. Have the cluster's administrators give it the verb impersonate on users named 'oidc:alice': deploy/rbac-impersonation.yaml shows how.",
    ],
    [
      'the portal may not act as the group',
      'groups "oidc:team-a" is forbidden: User "portal" cannot impersonate resource "groups" in API group "" at the cluster scope',
      "the portal's account 'portal' may not act as the group 'oidc:team-a' on cluster 'onprem'. Have the cluster's administrators give it the verb impersonate on groups named 'oidc:team-a': deploy/rbac-impersonation.yaml shows how.",
    ],
    [
      'the cluster does not hear of them',
      'deployments.apps "web" is forbidden: User "portal" cannot create resource "deployments" in API group "apps" in the namespace "shop"',
      "the request came to cluster 'onprem' as 'portal' and not as 'oidc:alice'. What lies between the portal and the API server takes the header Impersonate-User away: have it let through, or hybridApps.impersonation in app-config turned off for this cluster.",
    ],
  ])('says to whom a request bears that %s', (_, words, message) => {
    expect(answered(403, words, undefined, 'oidc:alice')).toMatchObject({
      sort: 'forbidden',
      message,
    });
  });

  it.each([
    [
      500,
      'failed to create typed patch object (shop/web; apps/v1, Kind=Deployment): .spec.template.spec.automountServiceAccountToken: expected boolean, got &{no}',
      'has a value of another type in spec.template.spec.automountServiceAccountToken: it takes a boolean.',
    ],
    [
      500,
      'failed to create typed patch object (shop/web; apps/v1, Kind=Deployment): .spec.replicas: expected numeric (int or float), got "3"',
      'has a value of another type in spec.replicas: it takes a numeric (int or float).',
    ],
    [
      400,
      'Deployment in version "v1" cannot be handled as a Deployment: json: cannot unmarshal string into Go struct field DeploymentSpec.spec.replicas of type int32',
      'has a string in spec.replicas, which takes int32.',
    ],
  ])(
    'names the field whose value is of another type, from a %i',
    (code, words, said) => {
      const { sort, message } = answered(code, words);
      expect(sort).toBe('invalid');
      expect(message).toContain(said);
    },
  );

  it.each([
    [431, 'Request Header Fields Too Large'],
    [400, '<h1>400 Bad Request</h1> Request Header Or Cookie Too Large'],
  ])(
    'blames %s on the groups that a request bears, and not on what it creates',
    (code, words) => {
      expect(answered(code, words, undefined, 'oidc:alice')).toMatchObject({
        sort: 'forbidden',
        message: `a request that names all groups of 'oidc:alice' did not come through to cluster 'onprem': ${words}. Have what lies between the portal and the API server take larger headers, or the portal's sign-in give fewer groups.`,
      });
      expect(answered(code, words).message).not.toContain('groups');
    },
  );

  it('says that the namespace is being deleted', () => {
    expect(
      answered(
        403,
        'deployments.apps "web" is forbidden: unable to create new content in namespace shop because it is being terminated',
        [
          {
            reason: 'NamespaceTerminating',
            message: 'namespace shop is being terminated',
            field: 'metadata.namespace',
          },
        ],
      ),
    ).toMatchObject({
      sort: 'forbidden',
      message:
        "namespace 'shop' of cluster 'onprem' is being deleted, and takes nothing new. Choose another namespace, or have it created again when it is gone.",
    });
  });

  it('names the quota that would be exceeded, by how much, and what may help', () => {
    expect(
      answered(
        403,
        'pods "web" is forbidden: exceeded quota: small, requested: cpu=4, used: cpu=1, limited: cpu=2',
      ).message,
    ).toBe(
      "exceeds quota 'small' of namespace 'shop' of cluster 'onprem' (requested: cpu=4, used: cpu=1, limited: cpu=2). Ask for less, free what is not needed, choose another namespace, or have the quota raised.",
    );
  });

  it('keeps the words of Pod Security and of admission webhooks', () => {
    expect(
      answered(
        403,
        'pods "web" is forbidden: violates PodSecurity "restricted:latest": runAsNonRoot != true',
      ).message,
    ).toBe(
      "is not permitted in namespace 'shop' of cluster 'onprem': pods \"web\" is forbidden: violates PodSecurity \"restricted:latest\": runAsNonRoot != true. Change what it objects to, choose another namespace, or ask the cluster's administrators.",
    );
  });

  it('says that the namespace is missing', () => {
    expect(answered(404, 'namespaces "shop" not found')).toMatchObject({
      sort: 'invalid',
      message:
        "namespace 'shop' does not exist on cluster 'onprem'. Choose one that exists, or have it created first.",
    });
  });

  it('lists the fields that are not valid', () => {
    expect(
      answered(422, 'NetworkPolicy.networking.k8s.io "mongodb" is invalid: …', [
        {
          reason: 'FieldValueInvalid',
          message:
            'Invalid value: 9000: must be greater than or equal to `port`',
          field: 'spec.ingress[0].ports[0].endPort',
        },
        {
          reason: 'FieldValueInvalid',
          message:
            'Invalid value: "192.168.0.0/24": must be a strict subset of `cidr`',
          field: 'spec.ingress[0].from[0].ipBlock.except[0]',
        },
      ]).message,
    ).toBe(
      'is not valid: spec.ingress[0].ports[0].endPort: Invalid value: 9000: must be greater than or equal to `port`; spec.ingress[0].from[0].ipBlock.except[0]: Invalid value: "192.168.0.0/24": must be a strict subset of `cidr`. Correct it and try again.',
    );
  });

  it("does not name the field twice where KubeVirt's webhook did already", () => {
    expect(
      answered(
        422,
        'admission webhook "virtualmachine-validator.kubevirt.io" denied the request: …',
        [
          {
            reason: 'FieldValueInvalid',
            message:
              "spec.template.spec.domain.devices.disks[0].Name 'nope' not found.",
            field: 'spec.template.spec.domain.devices.disks[0].name',
          },
        ],
      ).message,
    ).toBe(
      "is not valid: spec.template.spec.domain.devices.disks[0].Name 'nope' not found. Correct it and try again.",
    );
  });

  it('names a field that the kind does not have, although that comes as a 500', () => {
    expect(
      answered(
        500,
        'failed to create typed patch object (shop/web; apps/v1, Kind=Deployment): .spec.replcas: field not declared in schema',
      ),
    ).toMatchObject({
      sort: 'invalid',
      message:
        'has no field spec.replcas. Correct or remove it in the manifest.',
    });
  });

  it.each<[number, string]>([
    [422, 'a'],
    [422, 'unknown field '],
    [403, 'exceeded quota: '],
    [403, 'exceeded quota: a, requested: '],
    [403, 'User "" cannot '],
    [403, 'User "'],
  ])('%d: tells of a message of 1 MB of %s', (code, piece) => {
    // The server repeats what the manifest says.
    const long = piece.repeat(1_000_000 / piece.length);
    expect(answered(code, `${long}\n`).message.length).toBeGreaterThan(0);
  });

  it("says that the portal's credentials are rejected", () => {
    expect(answered(401, 'Unauthorized').message).toMatch(
      /^cluster 'onprem' rejects the portal's credentials\./,
    );
  });

  it('says that a cluster does not answer', () => {
    const refusal = explainRequestError(
      new KubeConnectionError({
        cluster: 'onprem',
        method: 'GET',
        path: '/',
        message: 'connect ECONNREFUSED',
      }),
      'onprem',
    );
    expect(refusal.sort).toBe('unreachable');
    expect(refusal.message).toMatch(/^cluster 'onprem' does not answer\./);
  });

  it('lets through what is no answer of a cluster', () => {
    expect(() => explainRequestError(new TypeError('oops'), 'onprem')).toThrow(
      'oops',
    );
  });
});

describe('listByMessage', () => {
  it('says once what holds for several objects', () => {
    const object = (name: string) => ({
      apiVersion: 'v1',
      kind: 'Service',
      name,
    });
    const missing = answered(404, 'namespaces "shop" not found').message;
    const taken = takenRefusal("namespace 'shop' of cluster 'onprem'").message;
    expect(
      listByMessage([
        { object: object('a'), message: missing },
        { object: object('b'), message: taken },
        { object: object('c'), message: missing },
      ]),
    ).toEqual([
      "Service 'a', Service 'c': namespace 'shop' does not exist on cluster 'onprem'. Choose one that exists, or have it created first.",
      "Service 'b': exists already in namespace 'shop' of cluster 'onprem'. Choose another name, or delete what is there.",
    ]);
  });
});

describe('refusalError', () => {
  const settings = { apiVersion: 'v1', kind: 'ConfigMap', name: 'settings' };
  const refused = (...sorts: Array<'invalid' | 'taken' | 'forbidden'>) =>
    refusalError(
      sorts.map(sort => ({ object: settings, refusal: { sort } })),
      'why',
    );

  it('tells a taken name from missing rights, and both from bad input', () => {
    expect(refused('taken', 'taken').name).toBe('ConflictError');
    expect(refused('forbidden').name).toBe('NotAllowedError');
    expect(refused('forbidden', 'taken').name).toBe('InputError');
  });

  it('is known by what it refuses, without its words', () => {
    expect(refusedOf(refused('forbidden', 'taken'))).toEqual([
      { object: settings, sort: 'forbidden' },
      { object: settings, sort: 'taken' },
    ]);
    expect(refusedOf(new Error('why'))).toBeUndefined();
  });
});
