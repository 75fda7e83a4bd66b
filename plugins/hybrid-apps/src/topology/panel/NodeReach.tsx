import { useRouteRef } from '@backstage/frontend-plugin-api';
import { Link, Text } from '@backstage/ui';
import {
  Topology,
  TopologyNode,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { RiCheckLine, RiCloseLine, RiQuestionLine } from '@remixicon/react';
import { ReactNode } from 'react';
import { useApp } from '../../api';
import { LinkButton, ReadAloud } from '../../components';
import { cellText, peerName, peerPlace } from '../../policies/connections';
import { entityRouteRef, TAB_PATHS } from '../../routes';
import { useTexts } from '../../translation';
import { ToldOf } from '../useConnectionsOf';
import { TopologyParamChanges } from '../useTopologyParams';
import { kindWord } from '../words';
import { Section } from './Facts';
import { deniedNeeds, Direction, peersOf, tellsAll } from './reach';
import styles from './panel.module.css';

/** So many peers are told here; the page of policies has all of them. */
const MOST_PEERS = 8;

const ICONS = {
  allowed: RiCheckLine,
  denied: RiCloseLine,
  uncertain: RiQuestionLine,
};

interface ReachProps {
  node: TopologyNode;
  topology: Topology;
  told: ToldOf;
  changes: TopologyParamChanges;
}

/** Where the page of policies answers a question; undefined where there is none. */
function usePoliciesPage() {
  const { app } = useApp();
  const entity = useRouteRef(entityRouteRef)?.(app);
  return (question: { from?: string; to?: string }) =>
    entity && `${entity}${TAB_PATHS.policies}?${new URLSearchParams(question)}`;
}

function Way(props: {
  verdict: keyof typeof ICONS;
  name: string;
  place?: string;
  what: ReactNode;
  link: ReactNode;
}) {
  const t = useTexts();
  const { verdict, name, place, what, link } = props;
  const Icon = ICONS[verdict];
  return (
    <li className={styles.way} data-verdict={verdict}>
      <Icon size={16} aria-hidden />
      <span title={place}>
        {name} <ReadAloud>{t(`verdict.${verdict}`)}</ReadAloud>{' '}
        <span className={styles.secondary}>{what}</span>
      </span>
      {link}
    </li>
  );
}

/** What holds beside those that are named. */
function Rest(props: {
  direction: Direction;
  node: TopologyNode;
  /** Whether nobody is left out. */
  isAll: boolean;
}) {
  const t = useTexts();
  const { direction, node, isAll } = props;
  const posture = node.posture?.[direction] ?? 'unknown';
  const lines = {
    // Source: kubernetes.io, Network Policies: the node of a Pod always reaches it.
    isolated:
      direction === 'ingress'
        ? [t('panel.itsNode'), t(isAll ? 'panel.nobodyElse' : 'panel.others')]
        : [t(isAll ? 'panel.nothingElse' : 'panel.others')],
    open: [t(direction === 'ingress' ? 'panel.anyone' : 'panel.anything')],
    unknown: [t('panel.reachUnknown')],
  };
  return lines[posture].map(line => (
    <li key={line} className={styles.secondary}>
      {line}
    </li>
  ));
}

function OneWay(props: ReachProps & { direction: Direction }) {
  const t = useTexts();
  const page = usePoliciesPage();
  const { node, topology, told, changes, direction } = props;
  const { policy } = told;
  const isIn = direction === 'ingress';
  const isOpen = node.posture?.[direction] === 'open';
  // Where nothing limits it, whoever there is would be named.
  const peers = policy && !isOpen ? peersOf(node, direction, policy) : [];
  const isAll =
    policy !== undefined &&
    !told.isLoading &&
    !told.error &&
    tellsAll(node, policy);
  const denied = deniedNeeds(node, direction, topology);
  const ends = (far: string) =>
    isIn ? { from: far, to: node.id } : { from: node.id, to: far };
  const ask = page(isIn ? { to: node.id } : { from: node.id });
  return (
    <Section title={t(isIn ? 'panel.reachedBy' : 'panel.mayReach')}>
      <ul className={styles.ways}>
        {peers.slice(0, MOST_PEERS).map(({ peer, connection }) => {
          const href = page(ends(peer.id));
          const name = peerName(peer, t);
          return (
            <Way
              key={peer.id}
              verdict={connection.verdict}
              name={name}
              place={peerPlace(peer, t)}
              what={cellText(connection, t)}
              link={
                href && (
                  <Link href={href} aria-label={t('panel.whyOf', { name })}>
                    {t('panel.whyShort')}
                  </Link>
                )
              }
            />
          );
        })}
        {denied.map(({ edge, other }) => (
          <Way
            key={edge.id}
            verdict="denied"
            name={`${other.name} (${kindWord(other.kind, t)})`}
            what={edge.ports}
            link={
              <LinkButton onClick={() => changes.select(edge.id)}>
                {t('panel.deniedNeed')}
              </LinkButton>
            }
          />
        ))}
        {policy && peers.length > MOST_PEERS && (
          <li className={styles.secondary}>
            {t('panel.morePeers', { count: peers.length - MOST_PEERS })}
          </li>
        )}
        {policy && <Rest node={node} direction={direction} isAll={isAll} />}
      </ul>
      {!policy && (
        <Text as="p" variant="body-small" color="secondary" role="status">
          {t('panel.peersLoading')}
        </Text>
      )}
      {ask && (
        <Link href={ask}>
          {t(isIn ? 'panel.askAnother' : 'panel.askWhere')}
        </Link>
      )}
    </Section>
  );
}

/** The interfaces of a VM that policies do not cover, or nobody knows whether. */
function BareInterfaces({
  node,
  changes,
}: Pick<ReachProps, 'node' | 'changes'>) {
  const t = useTexts();
  const bare = (node.facts.interfaces ?? []).filter(
    ({ policyCoverage }) => policyCoverage !== 'covered',
  );
  return bare.map(({ name, network, policyCoverage }) => (
    <div key={name} className={styles.cause} data-health={policyCoverage}>
      <RiQuestionLine size={16} aria-hidden />
      <p>
        {t(
          policyCoverage === 'unknown' ? 'panel.nicUnknown' : 'panel.nicBare',
          {
            name,
            network: network === 'pod' ? t('panel.pod') : network,
          },
        )}{' '}
        <LinkButton onClick={() => changes.openTab('network')}>
          {t('panel.showNetwork')}
        </LinkButton>
      </p>
    </div>
  ));
}

/** Who may connect with a workload, both ways, and what of it no policy covers. */
export function NodeReach(props: ReachProps) {
  const t = useTexts();
  const { isLoading, error } = props.told;
  return (
    <>
      <OneWay {...props} direction="ingress" />
      <OneWay {...props} direction="egress" />
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
      <BareInterfaces {...props} />
    </>
  );
}
