import { KubeObject } from '../../../clusters';

/** What a Pod is among its like, and the label that says so. */
export interface Role {
  role: 'primary' | 'replica';
  roleBy: string;
}

/**
 * Labels by which those who run databases tell their Pods apart, the surest first:
 * CloudNativePG, docs, Labels and annotations (`cnpg.io/instanceRole`);
 * Crunchy PGO, internal/naming/labels.go (`LabelRole`);
 * MySQL Operator, mysqloperator/controller/innodbcluster/cluster_objects.py and kubeutils (`cluster-role`);
 * mariadb-operator, pkg/builder/labels (`k8s.mariadb.com/role`);
 * KubeBlocks, pkg/constant/labels.go (`RoleLabelKey`: `kubeblocks.io/role`);
 * KubeDB, kubedb/apimachinery, apis/kubedb/constants.go (`LabelRole`: `kubedb.com/role`; `DatabasePodStandby`);
 * MOCO, cybozu-go/moco, pkg/constants/meta.go (`LabelMocoRole`: `moco.cybozu.com/role`);
 * Spotahome redis-operator, operator/redisfailover/service/constants.go (`redisfailovers-role`);
 * OpsTree redis-operator, internal/k8sutils/const.go (`redis-role`);
 * Spilo, ENVIRONMENT.rst (`KUBERNETES_ROLE_LABEL`: `spilo-role`);
 * Patroni, docs, Kubernetes (`kubernetes.role_label`: `role`).
 * Strimzi's labels `strimzi.io/broker-role` and `-controller-role` tell whether a
 * Pod is a broker, and of these none is first: Kafka has a leader per partition.
 */
const LABELS = [
  'cnpg.io/instanceRole',
  'postgres-operator.crunchydata.com/role',
  'mysql.oracle.com/cluster-role',
  'k8s.mariadb.com/role',
  'kubeblocks.io/role',
  'kubedb.com/role',
  'moco.cybozu.com/role',
  'redisfailovers-role',
  'redis-role',
  'spilo-role',
  // Anybody may give a Pod this one, so its value alone tells what is meant.
  'role',
];

/** Their words for it, in lower case. */
const WORDS: Readonly<Record<string, Role['role']>> = {
  primary: 'primary',
  master: 'primary',
  leader: 'primary',
  standby_leader: 'primary',
  replica: 'replica',
  secondary: 'replica',
  slave: 'replica',
  follower: 'replica',
  standby: 'replica',
  sync_standby: 'replica',
};

/** Of a Pod: which of its like it is, where a label tells. */
export function roleOf({
  metadata: { labels = {} },
}: KubeObject): Role | undefined {
  for (const label of LABELS) {
    const value = labels[label];
    const word = value?.toLocaleLowerCase('en-US') ?? '';
    if (Object.hasOwn(WORDS, word)) {
      return { role: WORDS[word], roleBy: `${label}=${value}` };
    }
  }
  return undefined;
}
