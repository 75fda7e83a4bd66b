import { useApi } from '@backstage/frontend-plugin-api';
import { NumberField, Select, Text, TextField } from '@backstage/ui';
import {
  Peer,
  ReachabilityQuery,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { useCallback, useState } from 'react';
import { hybridAppsApiRef, useLive } from '../api';
import { LiveView, useUrlParams } from '../components';
import { ReachabilityResult } from '../reachability';
import { useTexts } from '../translation';
import { peerName, peerPlace } from './connections';
import {
  ADDRESS,
  endName,
  endOf,
  PROTOCOLS,
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

function EndFields(props: {
  label: string;
  value: string | undefined;
  peers: Peer[];
  onChange: (value: string | undefined) => void;
}) {
  const t = useTexts();
  const { label, value, peers, onChange } = props;
  const isAddress = value?.startsWith(ADDRESS) ?? false;
  return (
    <>
      <Select
        className={styles.end}
        size="small"
        label={label}
        placeholder={t('policies.choose')}
        options={[
          ...peers
            .filter(peer => peer.kind !== 'External' && endOf(peer))
            .map(peer => ({
              id: peer.id,
              label: peerName(peer, t),
              description: peerPlace(peer, t),
            })),
          { id: ADDRESS, label: t('policies.otherAddress') },
        ]}
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

/** "Can A reach B?", answered as soon as it is whole, and again when things change. */
export function ReachabilityForm(props: {
  question: Question;
  peers: Peer[];
  entityRef: string;
}) {
  const t = useTexts();
  const { change } = useUrlParams();
  const { question, peers, entityRef } = props;
  const { from, to, port, protocol } = question;
  const query = reachabilityQuery(question, peers);
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
      {query && (
        <Answer
          query={query}
          entityRef={entityRef}
          source={endName(from, peers)}
          destination={endName(to, peers)}
        />
      )}
    </>
  );
}
