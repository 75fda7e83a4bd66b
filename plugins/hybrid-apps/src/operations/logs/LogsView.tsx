import { CompoundEntityRef } from '@backstage/catalog-model';
import { Alert, Button, Text } from '@backstage/ui';
import { useEffect, useMemo, useState } from 'react';
import {
  EmptyState,
  Loading,
  LoadFailed,
  ReadAloud,
  saveFile,
  useLocale,
} from '../../components';
import { useTexts } from '../../translation';
import { plain } from './ansi';
import { Line, Pause, sincePause } from './buffer';
import { hasWords, placesOf } from './find';
import { PodTag } from './LogLine';
import { LogLines } from './LogLines';
import styles from './logs.module.css';
import { LogTools } from './LogTools';
import { useLogParams } from './useLogParams';
import { Logs, useLogs } from './useLogs';

/** Read aloud at once; more is read by nobody. */
const MOST_ALOUD = 20;
const TAIL = 1_000;
const TAIL_SINCE = 10_000;

const written = ({ at, pod, text }: Line, several: boolean) =>
  [at, several && pod, plain(text)].filter(Boolean).join(' ');

/** Which Pods are read, and what became of each. */
function Pods({ logs, several }: { logs: Logs; several: boolean }) {
  const t = useTexts();
  const { pods, ends, podsLeftOut } = logs;
  const told = pods.filter(pod => several || ends[pod]);
  return (
    <>
      {told.length > 0 && (
        <ul className={styles.pods} aria-label={t('logs.pods')}>
          {told.map(pod => {
            const end = ends[pod];
            return (
              <li key={pod} data-failed={end?.event === 'failed' || undefined}>
                <PodTag index={pods.indexOf(pod)} /> {pod}
                {end &&
                  `: ${
                    end.event === 'ended'
                      ? t('logs.ended')
                      : t('logs.failed', { message: end.message ?? '' })
                  }`}
              </li>
            );
          })}
        </ul>
      )}
      {podsLeftOut > 0 && (
        <Text as="p" variant="body-small" color="secondary">
          {t('logs.podsLeftOut', { count: podsLeftOut })}
        </Text>
      )}
    </>
  );
}

/** How it ended, where it did. */
function End({ logs, onRetry }: { logs: Logs; onRetry: () => void }) {
  const t = useTexts();
  if (logs.state === 'broken') {
    return (
      <Alert
        status="warning"
        icon
        title={t('logs.broken')}
        description={logs.error?.message}
        customActions={
          <Button size="small" variant="secondary" onPress={onRetry}>
            {t('logs.goOnAgain')}
          </Button>
        }
      />
    );
  }
  const isOver = logs.state === 'closed' || logs.state === 'gone';
  return isOver ? (
    <Text as="p" variant="body-small" color="secondary" role="status">
      {logs.state === 'gone' ? t('logs.gone') : t('logs.closed')}
    </Text>
  ) : null;
}

/** What the Pods of a component write, or the guest of a VM on its serial console. */
export function LogsView(props: {
  app: CompoundEntityRef;
  /** Of the object. */
  id: string;
  name: string;
}) {
  const t = useTexts();
  const locale = useLocale();
  const { app, id, name } = props;
  const { params } = useLogParams();
  const { container, previous, since, follow, wrap, filter, find } = params;
  const { logs, retry } = useLogs(app, {
    id,
    container,
    since,
    ...(previous && { previous }),
    ...(follow && { follow }),
    tail: since === undefined ? TAIL : TAIL_SINCE,
  });
  /** The lines as they were when the reader scrolled up: what comes moves nothing. */
  const [pause, setPause] = useState<Pause>();
  // What was asked for otherwise is read anew.
  useEffect(
    () => setPause(undefined),
    [id, container, previous, since, follow],
  );
  const pauseBy = (by: Pause['by']) => {
    const { lines: held, leftOut, chars } = logs;
    setPause(before => ({ lines: held, leftOut, chars, ...before, by }));
  };
  const all = (pause ?? logs).lines;
  const lines = useMemo(
    () => (filter.trim() ? all.filter(hasWords(filter)) : all),
    [all, filter],
  );
  const places = useMemo(() => placesOf(lines, find), [lines, find]);
  const [match, setMatch] = useState<Line>();
  const place = match ? lines.indexOf(match) : -1;
  const at = place === -1 ? 0 : places.indexOf(place) + 1;
  const [aloud, setAloud] = useState<{ upTo: number; text: string }>();

  const several = logs.pods.length > 1;
  const tags = useMemo(
    () =>
      several
        ? new Map(logs.pods.map((pod, index) => [pod, index]))
        : undefined,
    [logs.pods, several],
  );
  const containers = useMemo(
    () => [...new Set(logs.sources.flatMap(source => source.containers))],
    [logs.sources],
  );
  const asOf = useMemo(
    () =>
      since === undefined
        ? undefined
        : new Date(Date.now() - since * 1_000).toLocaleString(locale),
    [since, locale],
  );

  function step(by: 1 | -1) {
    if (places.length > 0) {
      const first = by === 1 ? 0 : places.length - 1;
      const next =
        at === 0 ? first : (at - 1 + by + places.length) % places.length;
      setMatch(lines[places[next]]);
      pauseBy(pause?.by ?? 'scroll');
    }
  }
  function readAloud() {
    const fresh = logs.lines.filter(line => line.id > (aloud?.upTo ?? 0));
    setAloud({
      upTo: logs.lines.reduce((most, line) => Math.max(most, line.id), 0),
      text:
        fresh
          .slice(-MOST_ALOUD)
          .map(line => plain(line.text))
          .join('\n') || t('logs.nothingNew'),
    });
  }

  if (logs.state === 'failed' && logs.error) {
    return logs.error.name === 'NotAllowedError' ? (
      <Alert
        status="info"
        icon
        title={t('logs.notAllowed')}
        description={logs.error.message}
      />
    ) : (
      <LoadFailed error={logs.error} onRetry={retry} />
    );
  }
  const { coming, lost } = sincePause(pause ?? logs, logs);
  const save = (saved: readonly Line[]) =>
    saveFile(
      `${name}.log`,
      new Blob(
        saved.map(line => `${written(line, several)}\n`),
        { type: 'text/plain;charset=utf-8' },
      ),
    );
  return (
    <div className={styles.logs}>
      <LogTools
        containers={containers}
        matches={places.length}
        at={at}
        onStep={step}
        onReadAloud={readAloud}
        isPaused={pause?.by === 'button'}
        onPause={isPaused =>
          isPaused ? pauseBy('button') : setPause(undefined)
        }
        shown={lines.length}
        held={logs.lines.length}
        onDownload={which => save(which === 'all' ? logs.lines : lines)}
      />
      <Pods logs={logs} several={several} />
      <End logs={logs} onRetry={retry} />
      <span role="status">
        <ReadAloud>{aloud?.text}</ReadAloud>
      </span>
      {logs.leftOut > 0 && (
        <Text as="p" variant="body-small" color="secondary">
          {t('logs.leftOut', { count: logs.leftOut })}
        </Text>
      )}
      {logs.state === 'loading' && <Loading height={160} />}
      {logs.state !== 'loading' && lines.length === 0 && (
        <Nothing
          hasPods={logs.sources.length > 0}
          isFiltered={all.length > 0}
          since={asOf}
        />
      )}
      {lines.length > 0 && (
        <LogLines
          label={t('logs.label', { name })}
          lines={lines}
          tags={tags}
          wrap={wrap}
          found={place === -1 ? undefined : place}
          isPaused={pause !== undefined}
          onPause={isPaused => {
            if (isPaused) {
              pauseBy('scroll');
            } else if (pause?.by === 'scroll') {
              setPause(undefined);
            }
          }}
        />
      )}
      {pause && (
        <div className={styles.paused}>
          <Text as="span" variant="body-small">
            {pause.by === 'button' ? t('logs.pausedByYou') : t('logs.paused')}
            {lost > 0 && ` ${t('logs.lost', { count: lost })}`}
          </Text>
          <Button
            size="small"
            variant="secondary"
            onPress={() => setPause(undefined)}
          >
            {t('logs.goOn', { count: coming })}
          </Button>
        </div>
      )}
    </div>
  );
}

function Nothing(props: {
  hasPods: boolean;
  isFiltered: boolean;
  since: string | undefined;
}) {
  const t = useTexts();
  const { hasPods, isFiltered, since } = props;
  if (isFiltered) {
    return <EmptyState title={t('logs.noMatch')} />;
  }
  if (!hasPods) {
    return (
      <EmptyState title={t('logs.noPods')}>{t('logs.noPodsHelp')}</EmptyState>
    );
  }
  return (
    <EmptyState
      title={since ? t('logs.empty', { time: since }) : t('logs.emptyTail')}
    />
  );
}
