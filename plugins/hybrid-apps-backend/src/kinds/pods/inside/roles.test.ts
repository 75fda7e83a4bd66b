import { roleOf } from './roles';

const told = (labels?: Record<string, string>) => {
  const { role, roleBy } =
    roleOf({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'db-0', namespace: 'shop', uid: 'db-0', labels },
    }) ?? {};
  return [role, roleBy];
};

describe('which of its like a Pod is', () => {
  it.each([
    ['cnpg.io/instanceRole', 'primary', 'primary'],
    ['cnpg.io/instanceRole', 'replica', 'replica'],
    ['postgres-operator.crunchydata.com/role', 'master', 'primary'],
    ['postgres-operator.crunchydata.com/role', 'replica', 'replica'],
    ['mysql.oracle.com/cluster-role', 'PRIMARY', 'primary'],
    ['mysql.oracle.com/cluster-role', 'SECONDARY', 'replica'],
    ['k8s.mariadb.com/role', 'primary', 'primary'],
    ['kubeblocks.io/role', 'leader', 'primary'],
    ['kubeblocks.io/role', 'follower', 'replica'],
    ['kubedb.com/role', 'primary', 'primary'],
    ['kubedb.com/role', 'standby', 'replica'],
    ['kubedb.com/role', 'Slave', 'replica'],
    ['moco.cybozu.com/role', 'primary', 'primary'],
    ['moco.cybozu.com/role', 'replica', 'replica'],
    ['redisfailovers-role', 'master', 'primary'],
    ['redisfailovers-role', 'slave', 'replica'],
    ['redis-role', 'slave', 'replica'],
    ['spilo-role', 'master', 'primary'],
    ['spilo-role', 'standby_leader', 'primary'],
    ['role', 'master', 'primary'],
    ['role', 'sync_standby', 'replica'],
  ])('is told by %s=%s: %s', (label, value, role) => {
    expect(told({ app: 'db', [label]: value })).toEqual([
      role,
      `${label}=${value}`,
    ]);
  });

  it('is told by the surest of several', () => {
    expect(
      told({ role: 'primary', 'cnpg.io/instanceRole': 'replica' }),
    ).toEqual(['replica', 'cnpg.io/instanceRole=replica']);
  });

  it.each([
    [{ role: 'frontend' }],
    // A witness without data, or who counts what is used.
    [{ 'kubedb.com/role': 'arbiter' }],
    [{ 'kubedb.com/role': 'stats' }],
    [{ role: 'constructor' }],
    // Which Pods are brokers; none of these is first.
    [
      {
        'strimzi.io/broker-role': 'true',
        'strimzi.io/controller-role': 'false',
      },
    ],
    [{}],
    [undefined],
  ])('is told by none of %j', labels => {
    expect(told(labels)).toEqual([undefined, undefined]);
  });
});
