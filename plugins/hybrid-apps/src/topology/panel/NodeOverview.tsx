import { Button, Text } from '@backstage/ui';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import {
  NodeMember,
  TopologyNode,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { HealthStatus, PostureMark, RelativeTime } from '../../components';
import { Translate, useTexts } from '../../translation';
import { ToldOf } from '../useConnectionsOf';
import { TopologyParamChanges } from '../useTopologyParams';
import { isWorkload } from '../view';
import { kindWord, placeOf, statusWord } from '../words';
import { Facts, Section } from './Facts';
import styles from './panel.module.css';

function factsOf(
  node: TopologyNode,
  t: Translate,
): Array<[string, React.ReactNode]> {
  const { facts } = node;
  return [
    [t('panel.size'), [facts.cpu, facts.memory].filter(Boolean).join(' · ')],
    [t('panel.guestOs'), facts.guestOs],
    [t('panel.runsOn'), facts.node],
    [t('panel.runStrategy'), facts.runStrategy],
    [t('panel.instancetype'), facts.instancetype],
    [t('panel.preference'), facts.preference],
    [
      t('panel.replicas'),
      facts.replicas &&
        t('topology.ready', {
          ready: String(facts.replicas.ready),
          desired: String(facts.replicas.desired),
        }),
    ],
    [t('panel.restarts'), facts.restarts],
    [
      t('panel.images'),
      facts.images?.map(image => <div key={image}>{image}</div>),
    ],
    [t('panel.serviceType'), facts.serviceType],
    [t('panel.hosts'), facts.hosts?.join(', ')],
    [t('panel.diskSize'), facts.size],
    [t('panel.storageClass'), facts.storageClass],
    [t('panel.progress'), facts.progress],
    [t('panel.policyTypes'), facts.policyTypes?.join(', ')],
    [t('panel.place'), placeOf(node)],
    [
      t('panel.entity'),
      node.entityRef && <EntityRefLink entityRef={node.entityRef} />,
    ],
  ];
}

function Reach(props: {
  node: TopologyNode;
  told: ToldOf;
  changes: TopologyParamChanges;
}) {
  const t = useTexts();
  const { node, told, changes } = props;
  const { policy, isLoading, error } = told;
  const workload = policy?.workloads.find(({ id }) => id === node.id);
  return (
    <Section title={t('panel.policies')}>
      {node.posture && (
        <Facts
          facts={[
            [
              t('panel.ingress'),
              <PostureMark key="in" posture={node.posture.ingress} />,
            ],
            [
              t('panel.egress'),
              <PostureMark key="out" posture={node.posture.egress} />,
            ],
          ]}
        />
      )}
      {isLoading && (
        <Text as="p" variant="body-small" color="secondary" role="status">
          {t('panel.peersLoading')}
        </Text>
      )}
      {error && (
        <Text as="p" variant="body-small" color="danger" role="alert">
          {t('panel.peersFailed', { message: error.message })}
        </Text>
      )}
      {workload?.policies.length === 0 && (
        <Text as="p" variant="body-small" color="secondary">
          {t('panel.noPolicies')}
        </Text>
      )}
      <ul className={styles.plainList}>
        {workload?.policies.map(id => {
          const summary = policy?.policies.find(item => item.id === id);
          return (
            <li key={id}>
              <Button
                size="small"
                variant="tertiary"
                className={styles.link}
                onPress={() => changes.select(id)}
              >
                {summary ? `${kindWord(summary.kind, t)} ${summary.name}` : id}
              </Button>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

function Members(props: {
  members: NodeMember[];
  changes: TopologyParamChanges;
}) {
  const t = useTexts();
  return (
    <Section title={t('panel.members')}>
      <ul className={styles.plainList}>
        {props.members.map(({ id, kind, name, status }) => (
          <li key={id} className={styles.member}>
            <Button
              size="small"
              variant="tertiary"
              className={styles.link}
              onPress={() => props.changes.openTab('events', { object: id })}
            >
              {`${kindWord(kind, t)} ${name}`}
            </Button>
            <HealthStatus health={status.health} text={status.reason} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** What a component is, how it is, and why it belongs to the app. */
export function NodeOverview(props: {
  node: TopologyNode;
  told: ToldOf;
  changes: TopologyParamChanges;
}) {
  const t = useTexts();
  const { node, told, changes } = props;
  const { status, reason, members } = node;
  return (
    <>
      {node.category !== 'external' && (
        <Facts
          facts={[
            [
              t('panel.status'),
              <span key="status" className={styles.status}>
                <HealthStatus
                  health={status.health}
                  text={statusWord(node, t)}
                />
                {status.since && <RelativeTime at={status.since} />}
              </span>,
            ],
            [t('panel.message'), status.message],
            ...factsOf(node, t),
          ]}
        />
      )}
      {node.category === 'external' && (
        <Facts
          facts={[
            [t('panel.hosts'), node.facts.hosts?.join(', ')],
            [t('panel.addresses'), node.facts.addresses?.join(', ')],
          ]}
        />
      )}
      {status.source && (
        <Text as="p" variant="body-small" color="secondary">
          {t('panel.judgedBy', { source: status.source })}
        </Text>
      )}
      {isWorkload(node) && <Reach node={node} told={told} changes={changes} />}
      {members.length > 0 && <Members members={members} changes={changes} />}
      <Section title={t('panel.why')}>
        <Text as="p" variant="body-small">
          {reason.text}
        </Text>
        {reason.fieldPath && <code>{reason.fieldPath}</code>}
      </Section>
    </>
  );
}
