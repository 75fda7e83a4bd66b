import { useApi } from '@backstage/frontend-plugin-api';
import {
  NumberField,
  Select,
  Text,
  TextField,
  ToggleButton,
  ToggleButtonGroup,
} from '@backstage/ui';
import {
  Connection,
  Peer,
  PolicyStatus,
  ReachabilityQuery,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { useCallback, useMemo, useState } from 'react';
import { hybridAppsApiRef, useLive, useTopology } from '../api';
import { LiveView, useUrlParams } from '../components';
import { ReachabilityResult } from '../reachability';
import { listeningPorts } from '../topology/listening';
import { useTexts } from '../translation';
import { allPorts } from './allPorts';
import { AllPortsAnswer } from './AllPortsAnswer';
import {
  peerName,
  peerPlace,
  PortChoice,
  portsTo,
  PROTOCOLS,
} from './connections';
import { foldRest } from './rest';
import {
  ADDRESS,
  endName,
  peerNamed,
  Question,
  reachabilityQuery,
} from './question';
import styles from './policies.module.css';

function AddressField(props: {
  value: string;
  onChange: (value: string) => void;
}) {
  const t = useTexts();
  const [text, setText] = useState(props.value);
  return (
    <TextField
      className={styles.end}
      size="small"
      label={t('policies.address')}
      placeholder={t('policies.addressHelp')}
      value={text}
      onChange={setText}
      // Half an address is no question.
      onBlur={() => props.onChange(text)}
      onKeyDown={event => {
        if (event.key === 'Enter') {
          props.onChange(text);
        }
      }}
    />
  );
}

/** Of more ends than fit at one glance, one can be searched for. */
const AT_A_GLANCE = 10;

interface End {
  id: string;
  label: string;
  description?: string;
}

function EndFields(props: {
  label: string;
  value: string | undefined;
  peers: Peer[];
  onChange: (value: string | undefined) => void;
}) {
  const t = useTexts();
  const { label, value, peers, onChange } = props;
  const isAddress = value?.startsWith(ADDRESS) ?? false;
  // Several without a name are told apart by nothing; a row of the matrix asks of them.
  const offered = peers.filter(
    ({ id, kind }) => kind !== 'Others' || id === value,
  );
  const options = offered.map(
    (peer): End => ({
      id: peer.id,
      label: peerName(peer, t),
      description: peerPlace(peer, t),
    }),
  );
  const search = {
    placeholder: t('policies.findEnd'),
    filter: ({ id, label: name, description: place = '' }: End, text: string) =>
      id === ADDRESS ||
      `${name} ${place}`
        .toLocaleLowerCase()
        .includes(text.trim().toLocaleLowerCase()),
  };
  return (
    <>
      <Select
        className={styles.end}
        size="small"
        label={label}
        placeholder={t('policies.choose')}
        options={[
          ...options,
          { id: ADDRESS, label: t('policies.otherAddress') },
        ]}
        search={options.length > AT_A_GLANCE ? search : undefined}
        selectedKey={isAddress ? ADDRESS : value ?? null}
        onSelectionChange={key =>
          onChange(key === null ? undefined : String(key))
        }
      />
      {isAddress && (
        <AddressField
          key={value}
          value={value?.slice(ADDRESS.length) ?? ''}
          onChange={address => onChange(`${ADDRESS}${address}`)}
        />
      )}
    </>
  );
}

function Answer(props: {
  query: ReachabilityQuery;
  entityRef: string;
  source: string;
  destination: string;
}) {
  const { query, entityRef, source, destination } = props;
  const api = useApi(hybridAppsApiRef);
  const text = JSON.stringify(query);
  const load = useCallback(
    async ({ signal }: { signal: AbortSignal }) => ({
      value: await api.checkReachability(query, { signal }),
    }),
    // The same question is a new object each time.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [api, text],
  );
  const live = useLive(load, entityRef);
  return (
    <LiveView live={live} height={120}>
      {reachability => (
        <ReachabilityResult
          reachability={reachability}
          source={source}
          destination={destination}
        />
      )}
    </LiveView>
  );
}

const ALL_PORTS = 'all';

const keyOf = ({ protocol, port }: PortChoice) => `${protocol} ${port}`;

/** The ports that the destination listens on, and all of them. */
function PortOffers(props: { question: Question; connections: Connection[] }) {
  const t = useTexts();
  const { change } = useUrlParams();
  const { value: topology } = useTopology();
  const { question, connections } = props;
  const { to, port, protocol } = question;
  const offers = useMemo(() => {
    const listened = topology && to ? listeningPorts(to, topology) : [];
    const permitted = to ? portsTo(connections, to) : [];
    const all = new Map(
      [...listened, ...permitted].map(choice => [keyOf(choice), choice]),
    );
    return [...all.values()].sort((a, b) => a.port - b.port);
  }, [topology, connections, to]);
  if (offers.length === 0) {
    return null;
  }
  return (
    <div className={styles.offers}>
      <ToggleButtonGroup
        aria-label={t('policies.port')}
        selectionMode="single"
        selectedKeys={[port ? keyOf({ protocol, port }) : ALL_PORTS]}
        onSelectionChange={([key]) => {
          const chosen = offers.find(offer => keyOf(offer) === key);
          change({
            port: chosen && String(chosen.port),
            protocol: chosen?.protocol,
          });
        }}
      >
        <ToggleButton id={ALL_PORTS} size="small">
          {t('policies.allPorts')}
        </ToggleButton>
        {offers.map(offer => (
          <ToggleButton key={keyOf(offer)} id={keyOf(offer)} size="small">
            {keyOf(offer)}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
    </div>
  );
}

/**
 * "Can A reach B?", answered for all ports as soon as both ends are chosen, with
 * the rules once a port is, and again when things change.
 */
export function ReachabilityForm(props: {
  question: Question;
  status: PolicyStatus;
  /** What the status tells, with what is open in it. */
  told: Pick<PolicyStatus, 'peers' | 'connections'>;
  entityRef: string;
}) {
  const t = useTexts();
  const { change } = useUrlParams();
  const { question, status, told, entityRef } = props;
  const { from, to, port, protocol } = question;
  // Also what the URL alone tells of.
  const known = useMemo(() => {
    const within = { peers: told.peers, workloads: status.workloads };
    const named = [from, to].flatMap(end => peerNamed(end, within) ?? []);
    return { ...told, peers: [...told.peers, ...named] };
  }, [status, told, from, to]);
  // And the rows that stand for the rest of a cluster.
  const peers = useMemo(
    () => [
      ...new Map(
        [...known.peers, ...foldRest(told).peers].map(peer => [peer.id, peer]),
      ).values(),
    ],
    [known, told],
  );
  const query = reachabilityQuery(question, peers);
  const answer = useMemo(
    () => allPorts(question, known, { top: status.peers, told: told.peers }),
    [question, known, told, status],
  );
  const ends = {
    source: endName(from, peers, t),
    destination: endName(to, peers, t),
  };
  return (
    <>
      <div className={styles.question}>
        <EndFields
          label={t('policies.from')}
          value={from}
          peers={peers}
          onChange={value => change({ from: value })}
        />
        <EndFields
          label={t('policies.to')}
          value={to}
          peers={peers}
          onChange={value => change({ to: value })}
        />
        <NumberField
          className={styles.port}
          size="small"
          label={t('policies.port')}
          placeholder={t('policies.allPorts')}
          minValue={1}
          maxValue={65535}
          formatOptions={{ useGrouping: false }}
          value={port ?? Number.NaN}
          onChange={value =>
            change({ port: Number.isNaN(value) ? undefined : String(value) })
          }
        />
        <Select
          className={styles.port}
          size="small"
          label={t('policies.protocol')}
          options={PROTOCOLS.map(id => ({ id, label: id }))}
          selectedKey={protocol}
          onSelectionChange={key => change({ protocol: String(key) })}
        />
      </div>
      {from && from === to && (
        <Text as="p" color="secondary">
          {t('policies.sameNode')}
        </Text>
      )}
      {answer && (
        <PortOffers question={question} connections={told.connections} />
      )}
      {query && <Answer query={query} entityRef={entityRef} {...ends} />}
      {!query && answer && (
        <AllPortsAnswer answer={answer} hasPort={!!port} {...ends} />
      )}
    </>
  );
}
