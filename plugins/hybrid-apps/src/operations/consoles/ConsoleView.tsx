import { CompoundEntityRef } from '@backstage/catalog-model';
import { Alert, Button, Text } from '@backstage/ui';
import {
  lazy,
  ReactNode,
  Suspense,
  useCallback,
  useEffect,
  useRef,
  useState,
} from 'react';
import { Loading, useLocale } from '../../components';
import { useTexts } from '../../translation';
import { Connection, ConsoleState, Join } from './connection';
import styles from './consoles.module.css';
import { People } from './People';
import { Tools } from './Tools';
import { ShownConsole } from './types';
import { Asked, useConsole } from './useConsole';
import { endedText } from './words';

const Terminal = lazy(() => import('./Terminal'));
const Screen = lazy(() => import('./Screen'));

/** What is to be said of a console that is not shown. */
function Standing(props: {
  state: Exclude<ConsoleState, { name: 'open' }>;
  canWatch: boolean;
  start: (join?: Join) => void;
}) {
  const t = useTexts();
  const { state, canWatch, start } = props;
  const button = (label: string, join?: Join) => (
    <Button
      key={label}
      size="small"
      variant="secondary"
      onPress={() => start(join)}
    >
      {label}
    </Button>
  );
  switch (state.name) {
    case 'connecting':
      return <Text role="status">{t('consoles.connecting')}</Text>;
    case 'lost':
      return (
        <Alert role="status" status="warning" icon title={t('consoles.lost')} />
      );
    case 'inUse':
      return (
        <Alert
          role="status"
          status="warning"
          icon
          title={t('consoles.inUse')}
          description={state.message}
          customActions={
            <>
              {canWatch && button(t('consoles.watch'), 'watch')}
              {button(t('consoles.take'), 'take')}
            </>
          }
        />
      );
    case 'refused':
      return (
        <Alert
          role="alert"
          status="danger"
          icon
          title={t('consoles.refused')}
          description={state.message}
          customActions={button(t('consoles.again'))}
        />
      );
    default:
      return (
        <Alert
          role="status"
          status="info"
          icon
          title={t('consoles.ended')}
          description={endedText(state, t)}
          customActions={button(t('consoles.again'))}
        />
      );
  }
}

/** Which time it is that somebody opens it, and which session was the last since. */
function useOpening(connection: Connection, state: ConsoleState | undefined) {
  const [opening, setOpening] = useState(0);
  const [last, setLast] = useState<{ opening: number; session: string }>();
  const session = state?.name === 'open' ? state.id : undefined;
  useEffect(() => {
    if (session !== undefined) {
      setLast({ opening, session });
    }
  }, [session, opening]);
  const start = useCallback(
    (join?: Join) => {
      setOpening(count => count + 1);
      connection.start(join);
    },
    [connection],
  );
  return {
    opening,
    session: session ?? (last?.opening === opening ? last.session : undefined),
    start,
  };
}

/** A console of one object, from the button that opens it to what it ended by. */
export function ConsoleView(props: {
  app: CompoundEntityRef;
  asked: Asked;
  /** Of the object. */
  name: string;
  /** Stands beside the button that opens it. */
  children?: ReactNode;
}) {
  const t = useTexts();
  const locale = useLocale();
  const { app, asked, name, children } = props;
  const { state, connection, listen } = useConsole(app, asked);
  const [shown, setShown] = useState<ShownConsole>();
  const [copied, setCopied] = useState<string>();
  const box = useRef<HTMLDivElement>(null);
  const label = t('consoles.label', {
    kind: t(`consoles.${asked.kind}`),
    name,
  });
  const { opening, session, start } = useOpening(connection, state);
  // What a terminal said stays to be read, while it is lost and once it ended.
  const isShown =
    state?.name === 'open' || (session !== undefined && asked.kind !== 'vnc');
  const isLost = state?.name === 'lost';
  const wasLost = useRef(false);
  useEffect(() => {
    if (isLost) {
      shown?.note?.(t('consoles.lost'));
      wasLost.current = true;
    } else if (wasLost.current && state?.name === 'open') {
      shown?.note?.(t('consoles.backAgain'));
      wasLost.current = false;
    }
  }, [isLost, state?.name, shown, t]);
  const me =
    state?.name === 'open'
      ? state.people.find(({ id }) => id === state.id)
      : undefined;
  const isWatching = me?.role !== 'keys';
  const Shows = asked.kind === 'vnc' ? Screen : Terminal;
  return (
    <div ref={box} className={styles.console} role="region" aria-label={label}>
      <div className={styles.bar}>
        {state === undefined ? (
          <Button size="small" variant="primary" onPress={() => start()}>
            {asked.kind === 'exec'
              ? t('consoles.openShell')
              : t('consoles.open')}
          </Button>
        ) : null}
        {state?.name === 'open' && (
          <>
            <Text role="status" variant="body-small" color="secondary">
              {t('consoles.connected', {
                time: new Date(state.until).toLocaleTimeString(locale, {
                  hour: '2-digit',
                  minute: '2-digit',
                }),
              })}
            </Text>
            <Button size="small" variant="tertiary" onPress={connection.leave}>
              {t('consoles.close')}
            </Button>
          </>
        )}
        {isShown && shown && (
          <>
            <Tools
              shown={shown}
              name={name}
              isWatching={isWatching}
              copied={copied}
            />
            <Button
              size="small"
              variant="tertiary"
              onPress={() => box.current?.requestFullscreen()}
            >
              {t('consoles.fullScreen')}
            </Button>
          </>
        )}
        {children}
      </div>
      {state === undefined && (
        <Text variant="body-small" color="secondary">
          {t('consoles.help')}
        </Text>
      )}
      {state && state.name !== 'open' && (
        <Standing
          state={state}
          canWatch={asked.kind === 'serial'}
          start={start}
        />
      )}
      {state?.name === 'open' && (
        <>
          <People state={state} connection={connection} />
          {asked.kind === 'serial' && (
            <Text variant="body-small" color="secondary">
              {t('consoles.enter')}
            </Text>
          )}
        </>
      )}
      {isShown && (
        <div className={styles.shown}>
          <Suspense fallback={<Loading height={320} />}>
            <Shows
              key={asked.kind === 'vnc' ? session : opening}
              connection={connection}
              session={session ?? ''}
              listen={listen}
              isWatching={isWatching}
              label={label}
              onShown={setShown}
              onCopied={setCopied}
            />
          </Suspense>
        </div>
      )}
    </div>
  );
}
