import { Button, Text } from '@backstage/ui';
import {
  Peer,
  PolicyStatus,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { RiDownloadLine } from '@remixicon/react';
import { ReactNode, useMemo, useRef } from 'react';
import { useApp, usePolicyStatus } from '../api';
import {
  EmptyState,
  KnowledgeStrip,
  LiveView,
  OneOf,
  saveCsv,
  useRemembered,
  useUrlParams,
} from '../components';
import { PolicyPreview } from '../preview';
import { useTexts } from '../translation';
import { connectionsCsv, suggestPort } from './connections';
import { ConnectionsTable } from './ConnectionsTable';
import { Findings } from './Findings';
import { Matrix } from './Matrix';
import { withOpened } from './opened';
import { reachabilityQuery, readQuestion } from './question';
import { ReachabilityForm } from './ReachabilityForm';
import { foldRest } from './rest';
import { Summary } from './Summary';
import { useOpenedPeers } from './useOpenedPeers';
import { useWhole, WholeToggle } from './WholeToggle';
import styles from './policies.module.css';

const VIEWS = ['matrix', 'table'] as const;
type View = (typeof VIEWS)[number];

const isView = (value: unknown): value is View =>
  VIEWS.some(view => view === value);

function Part(props: {
  title: string;
  tools?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className={styles.part} aria-label={props.title}>
      <div className={styles.partHead}>
        <Text as="h3" variant="title-x-small" weight="bold">
          {props.title}
        </Text>
        {props.tools}
      </div>
      {props.children}
    </section>
  );
}

function PoliciesView({ status }: { status: PolicyStatus }) {
  const t = useTexts();
  const { app, entityRef } = useApp();
  const { params, change } = useUrlParams();
  const question = useMemo(() => readQuestion(params), [params]);
  const [remembered, remember] = useRemembered('policies.view', isView);
  const inUrl = params.get('view');
  const view = isView(inUrl) ? inUrl : remembered ?? 'matrix';
  const [whole] = useWhole();
  const folded = useMemo(() => foldRest(status), [status]);
  const canFold = folded.peers.length < status.peers.length;
  const top = whole ? status.peers : folded.peers;
  const opener = useOpenedPeers(status);
  // With what is open, all that is told one by one.
  const told = useMemo(
    () => withOpened(status, opener.opened),
    [status, opener.opened],
  );
  const shown = useMemo(() => (whole ? told : foldRest(told)), [whole, told]);
  const form = useRef<HTMLDivElement>(null);

  const ask = (source: Peer, destination: Peer) => {
    if (source.id === destination.id) {
      // Which of those that it stands for, is told when it is open.
      opener.toggle(source.id);
      return;
    }
    const ends = { from: source.id, to: destination.id };
    const port = suggestPort(told.connections, source.id, destination.id);
    // Of one port where its rules can be told, else of all of them.
    const query = port && reachabilityQuery({ ...ends, ...port }, told.peers);
    change({
      ...ends,
      port: query && String(query.port),
      protocol: query?.protocol,
    });
    // To where the answer is going to be; the browser scrolls along.
    form.current?.focus();
  };

  return (
    <>
      <KnowledgeStrip knowledge={status.knowledge} />
      <Summary status={status} />
      {status.peers.length > 0 && (
        <div ref={form} tabIndex={-1} className={styles.ask}>
          <Part title={t('policies.askTitle')}>
            <ReachabilityForm
              question={question}
              status={status}
              told={told}
              entityRef={entityRef}
            />
          </Part>
        </div>
      )}
      <Part title={t('policies.findingsTitle')}>
        <Findings findings={status.findings} />
      </Part>
      <Part
        title={t('policies.whoTitle')}
        tools={
          <>
            {canFold && <WholeToggle />}
            <OneOf
              label={t('topology.view')}
              choices={VIEWS}
              value={view}
              wordOf={name => t(`policies.${name}`)}
              onChange={next => {
                remember(next);
                change({ view: next });
              }}
            />
            <Button
              size="small"
              variant="secondary"
              iconStart={<RiDownloadLine />}
              onPress={() =>
                saveCsv(`${app.name}-reachability`, connectionsCsv(told, t))
              }
            >
              {t('policies.csv')}
            </Button>
          </>
        }
      >
        {status.peers.length === 0 && (
          <EmptyState title={t('policies.noPeers')} />
        )}
        {status.peers.length > 0 && view === 'matrix' && (
          <Matrix shown={shown} top={top} opener={opener} onAsk={ask} />
        )}
        {status.peers.length > 0 && view === 'table' && (
          <ConnectionsTable
            shown={shown}
            top={top}
            opener={opener}
            onAsk={ask}
          />
        )}
      </Part>
      {status.workloads.length > 0 && (
        <Part title={t('preview.title')}>
          <PolicyPreview status={status} />
        </Part>
      )}
    </>
  );
}

/** The entity tab Policies: who can reach what, which rule decides, what is wrong. */
export function PoliciesContent() {
  const live = usePolicyStatus();
  return (
    <LiveView live={live} height={400}>
      {status => <PoliciesView status={status} />}
    </LiveView>
  );
}
