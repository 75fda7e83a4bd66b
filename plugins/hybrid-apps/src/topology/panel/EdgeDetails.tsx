import { Text } from '@backstage/ui';
import {
  PeerQuery,
  Topology,
  TopologyEdge,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { LinkButton, LoadFailed, VerdictMark } from '../../components';
import { ReachabilityResult } from '../../reachability';
import { useTexts } from '../../translation';
import { useEdgeReachability } from '../EdgeEvidence';
import { TopologyParamChanges } from '../useTopologyParams';
import { nodeOfObject } from '../view';
import { edgeSentence, lineSentence } from '../words';
import { Facts, Section } from './Facts';

const peerLabel = (peer: PeerQuery) => ('ip' in peer ? peer.ip : peer.name);

/** Why a connection is there, and what policy says of it. */
export function EdgeDetails(props: {
  edge: TopologyEdge;
  /** What its line tells beside it. */
  beside: readonly TopologyEdge[];
  topology: Topology;
  changes: TopologyParamChanges;
}) {
  const t = useTexts();
  const { edge, beside, topology, changes } = props;
  const { object, text, fieldPath, value } = edge.evidence;
  const reachability = useEdgeReachability(edge, topology);
  const witness = nodeOfObject(topology.nodes, object?.id);
  return (
    <>
      <Text as="p" variant="body-medium">
        {edgeSentence(edge, topology, t)}
      </Text>
      <Facts
        facts={[
          [t('topology.column.ports'), edge.ports],
          [
            t('topology.column.verdict'),
            edge.verdict && <VerdictMark verdict={edge.verdict} />,
          ],
        ]}
      />
      <Section title={t('panel.why')}>
        <Text as="p" variant="body-small">
          {text}
        </Text>
        <Facts
          facts={[
            [t('panel.object'), object && `${object.kind} ${object.name}`],
            [t('panel.field'), fieldPath && <code>{fieldPath}</code>],
            [t('panel.value'), value && <code>{value}</code>],
          ]}
        />
        {witness && object && (
          <LinkButton
            onClick={() =>
              changes.openTab('yaml', {
                selected: witness.id,
                object: object.id,
              })
            }
          >
            {t('panel.showYaml', { name: object.name })}
          </LinkButton>
        )}
      </Section>
      {beside.length > 0 && (
        <Section title={t('panel.sameLine')}>
          {beside.map(each => (
            <LinkButton key={each.id} onClick={() => changes.select(each.id)}>
              {lineSentence([each], topology, t)}
            </LinkButton>
          ))}
        </Section>
      )}
      {reachability.query && (
        <Section title={t('panel.decides')}>
          {reachability.value && (
            <ReachabilityResult
              reachability={reachability.value}
              source={peerLabel(reachability.query.source)}
              destination={peerLabel(reachability.query.destination)}
            />
          )}
          {!reachability.value && reachability.error && (
            <LoadFailed
              error={reachability.error}
              onRetry={reachability.refresh}
            />
          )}
        </Section>
      )}
    </>
  );
}
