import { Cell, ColumnConfig } from '@backstage/ui';
import { ClusterDetails } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { ReactNode, useMemo } from 'react';
import { HealthStatus } from '../components';
import { Translate, useTexts } from '../translation';
import { Part } from './Part';
import { LinesCell, LongCell, RowsTable } from './RowsTable';
import { enforcedBy } from './words';
import styles from './clusters.module.css';

type NetworkDetails = ClusterDetails['network'];
type Row = NetworkDetails['dialects'][number] & { id: string };

const HEALTH = {
  yes: 'healthy',
  no: 'degraded',
  unknown: 'unknown',
  absent: 'unjudged',
} as const;

function columns(t: Translate): ColumnConfig<Row>[] {
  return [
    {
      id: 'name',
      label: t('clusters.network.dialect'),
      isRowHeader: true,
      width: '2fr',
      minWidth: 220,
      cell: ({ name }) => <LinesCell title={name} />,
    },
    {
      id: 'enforced',
      label: t('clusters.network.takesEffect'),
      minWidth: 130,
      cell: ({ enforced }) => (
        <Cell>
          <HealthStatus
            health={HEALTH[enforced]}
            text={t(`clusters.enforced.${enforced}`)}
          />
        </Cell>
      ),
    },
    {
      id: 'why',
      label: t('clusters.network.why'),
      width: '3fr',
      minWidth: 200,
      cell: ({ message }) => <LongCell>{message ?? '—'}</LongCell>,
    },
  ];
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function KubeProxy({ kubeProxy }: { kubeProxy: NetworkDetails['kubeProxy'] }) {
  const t = useTexts();
  const { state, version, health, mode, message } = kubeProxy;
  return (
    <>
      {t(`clusters.network.proxy.${state}`)} {version && <>{version} </>}
      {mode && t('clusters.network.proxyMode', { mode })}{' '}
      {health && <HealthStatus health={health} />}
      {message && <span className={styles.why}>{message}</span>}
    </>
  );
}

/** What connects the Pods of a cluster, and which policies take effect. */
export function Network({ network }: { network: NetworkDetails }) {
  const t = useTexts();
  const columnConfig = useMemo(() => columns(t), [t]);
  const { plugin, mode, dialects, podCIDRs, podCIDRsOmitted = 0 } = network;
  const { serviceAddresses = [], kubeProxy } = network;
  return (
    <Part title={t('clusters.network.title')}>
      <dl className={styles.list}>
        <Fact name={t('clusters.network.plugin')}>
          {enforcedBy(plugin) || t('clusters.notKnown')}
          {plugin.message && (
            <span className={styles.why}>{plugin.message}</span>
          )}
        </Fact>
        <Fact name={t('clusters.network.mode')}>
          {mode ? mode.value : t('clusters.network.modeUntold')}
          {mode && <span className={styles.why}>{mode.source}</span>}
        </Fact>
        <Fact name="kube-proxy">
          <KubeProxy kubeProxy={kubeProxy} />
        </Fact>
        {podCIDRs.length > 0 && (
          <Fact name={t('clusters.network.podCIDRs')}>
            {podCIDRs.join(', ')}
            {podCIDRsOmitted > 0 &&
              ` ${t('clusters.network.more', { n: String(podCIDRsOmitted) })}`}
          </Fact>
        )}
        {serviceAddresses.length > 0 && (
          <Fact name={t('clusters.network.api')}>
            {serviceAddresses.join(', ')}
          </Fact>
        )}
      </dl>
      <RowsTable<Row>
        rows={dialects.map(one => ({ ...one, id: one.name }))}
        columns={columnConfig}
      />
    </Part>
  );
}
