import { useApi, useRouteRef } from '@backstage/frontend-plugin-api';
import { Alert, Link, Text } from '@backstage/ui';
import { ClusterDetails } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { useCallback } from 'react';
import { useParams } from 'react-router-dom';
import { hybridAppsApiRef, useLive } from '../api';
import { HealthStatus, LiveView, RelativeTime } from '../components';
import { clustersRouteRef } from '../routes';
import { useTexts } from '../translation';
import { AddOns } from './AddOns';
import { ControlPlane } from './ControlPlane';
import { Network } from './Network';
import { Nodes } from './Nodes';
import { NotKnown } from './NotKnown';
import { Ways } from './Ways';
import { HEALTH_OF_STATE } from './words';
import styles from './clusters.module.css';

/** What a cluster is, in some words. */
function Head({ cluster }: { cluster: ClusterDetails }) {
  const t = useTexts();
  const { state, since, kubernetesVersion, kubevirtVersion, nodes } = cluster;
  const isKnown = nodes.state === 'known' || nodes.total > 0;
  return (
    <ul className={styles.facts}>
      <li>
        <HealthStatus
          health={HEALTH_OF_STATE[state]}
          text={t(`clusters.state.${state}`)}
        />{' '}
        {since && <RelativeTime at={since} />}
      </li>
      <li>Kubernetes {kubernetesVersion ?? t('clusters.notKnown')}</li>
      {kubevirtVersion && <li>KubeVirt {kubevirtVersion}</li>}
      {isKnown && (
        <li>
          {t('clusters.nodesReady', {
            ready: String(nodes.ready),
            total: String(nodes.total),
          })}
        </li>
      )}
      {nodes.virtualMachines !== undefined && (
        <li>{t('clusters.vmNodes', { count: nodes.virtualMachines })}</li>
      )}
    </ul>
  );
}

/** Of a cluster that shows itself to each person's own token alone, there is no copy. */
function Parts({ cluster }: { cluster: ClusterDetails }) {
  const t = useTexts();
  if (cluster.state === 'per-user') {
    return (
      <Alert
        status="info"
        icon
        role="status"
        title={t('clusters.perUser')}
        description={t('clusters.perUserHelp', {
          provider: cluster.authProvider ?? '',
        })}
      />
    );
  }
  return (
    <>
      <NotKnown knowledge={cluster.knowledge} kinds={cluster.kinds} />
      <Nodes nodes={cluster.nodes} />
      <AddOns addOns={cluster.addOns} />
      <Network network={cluster.network} />
      <ControlPlane parts={cluster.controlPlane} />
      <Ways ways={cluster.ways} />
    </>
  );
}

/** A cluster: what it is made of, and what of it is not known. */
export function ClusterPage() {
  const t = useTexts();
  const api = useApi(hybridAppsApiRef);
  const clustersRoute = useRouteRef(clustersRouteRef);
  const { cluster: name = '' } = useParams();
  const load = useCallback(
    async ({ signal }: { signal: AbortSignal }) => ({
      value: await api.getCluster(name, { signal }),
    }),
    [api, name],
  );
  const live = useLive(load);
  return (
    <div className={styles.page}>
      {clustersRoute && <Link href={clustersRoute()}>{t('clusters.all')}</Link>}
      <Text as="h2" variant="title-small" weight="bold">
        {live.value?.title ?? name}
      </Text>
      <LiveView live={live} about="cluster" height={480}>
        {cluster => (
          <>
            <Head cluster={cluster} />
            {cluster.message && (
              <Alert
                status="warning"
                icon
                role="status"
                description={cluster.message}
              />
            )}
            <Parts cluster={cluster} />
          </>
        )}
      </LiveView>
    </div>
  );
}
