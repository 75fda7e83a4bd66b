import { EntityRefLink } from '@backstage/plugin-catalog-react';
import {
  NodeMember,
  Topology,
  TopologyNode,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { HealthStatus, LinkButton } from '../../components';
import { Translate, useTexts } from '../../translation';
import { ToldOf } from '../useConnectionsOf';
import { TopologyParamChanges } from '../useTopologyParams';
import { isWorkload } from '../view';
import { kindWord } from '../words';
import { LastEvents } from './Events';
import { Facts, Section } from './Facts';
import { MemberMenu } from './MemberMenu';
import { NodeDisks } from './NodeDisks';
import { NodeReach } from './NodeReach';
import { Status } from './Status';
import styles from './panel.module.css';

/** What the lines at the top do not say. */
function factsOf(
  { facts, entityRef }: TopologyNode,
  t: Translate,
): Array<[string, React.ReactNode]> {
  return [
    [t('panel.zone'), facts.zone],
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
    [
      t('panel.images'),
      facts.images?.map(image => <div key={image}>{image}</div>),
    ],
    [t('panel.hosts'), facts.hosts?.join(', ')],
    [t('panel.policyTypes'), facts.policyTypes?.join(', ')],
    [t('panel.entity'), entityRef && <EntityRefLink entityRef={entityRef} />],
  ];
}

function Members(props: {
  members: NodeMember[];
  changes: TopologyParamChanges;
}) {
  const t = useTexts();
  return (
    <Section title={t('panel.members')}>
      <ul className={styles.plainList}>
        {props.members.map(member => (
          <li key={member.id} className={styles.member}>
            <LinkButton
              onClick={() =>
                props.changes.openTab('yaml', { object: member.id })
              }
            >
              {`${kindWord(member.kind, t)} ${member.name}`}
            </LinkButton>
            <HealthStatus
              health={member.status.health}
              text={member.status.reason}
            />
            <MemberMenu member={member} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** What a component is, how it is, and who may connect with it. */
export function NodeOverview(props: {
  node: TopologyNode;
  topology: Topology;
  told: ToldOf;
  changes: TopologyParamChanges;
}) {
  const t = useTexts();
  const { node, topology, told, changes } = props;
  if (node.category === 'external') {
    return (
      <Facts
        facts={[
          [t('panel.hosts'), node.facts.hosts?.join(', ')],
          [t('panel.addresses'), node.facts.addresses?.join(', ')],
        ]}
      />
    );
  }
  return (
    <>
      <Status node={node} />
      {isWorkload(node) && (
        <NodeReach
          node={node}
          topology={topology}
          told={told}
          changes={changes}
        />
      )}
      <NodeDisks node={node} topology={topology} changes={changes} />
      <LastEvents node={node} changes={changes} />
      {node.members.length > 0 && (
        <Members members={node.members} changes={changes} />
      )}
      <Facts facts={factsOf(node, t)} />
    </>
  );
}
