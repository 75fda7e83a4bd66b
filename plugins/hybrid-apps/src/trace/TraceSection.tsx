import { Alert, Button, ButtonIcon, Text, TextField } from '@backstage/ui';
import {
  Topology,
  Trace,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { RiCloseLine } from '@remixicon/react';
import { useEffect, useState } from 'react';
import { Live } from '../api';
import { EmptyState, LiveView } from '../components';
import { useTexts } from '../translation';
import { OpenObject } from './Hops';
import { Way } from './Way';
import styles from './trace.module.css';

function Question(props: {
  to: string | undefined;
  onAsk: (to: string | undefined) => void;
}) {
  const t = useTexts();
  const { to, onAsk } = props;
  const [text, setText] = useState(to ?? '');
  // What a panel or a host of the answer asks for stands in the field as well.
  useEffect(() => setText(to ?? ''), [to]);
  return (
    <form
      className={styles.question}
      onSubmit={event => {
        event.preventDefault();
        onAsk(text.trim() || undefined);
      }}
    >
      <TextField
        className={styles.field}
        size="small"
        label={t('trace.field')}
        placeholder={t('trace.placeholder')}
        value={text}
        onChange={setText}
      />
      <Button type="submit" size="small" variant="secondary">
        {t('trace.ask')}
      </Button>
    </form>
  );
}

/** That nothing answers, and what would. */
function Nothing(props: { trace: Trace; onAsk: (to: string) => void }) {
  const t = useTexts();
  const { trace, onAsk } = props;
  const { to, hosts } = trace;
  return (
    <EmptyState
      title={t('trace.none', { to })}
      action={
        hosts.length > 0 && (
          <ul className={styles.hosts}>
            {hosts.map(host => (
              <li key={host}>
                <Button
                  size="small"
                  variant="tertiary"
                  className={styles.link}
                  onPress={() => onAsk(host)}
                >
                  {host}
                </Button>
              </li>
            ))}
          </ul>
        )
      }
    >
      {t(hosts.length > 0 ? 'trace.noneHelp' : 'trace.noHosts')}
    </EmptyState>
  );
}

/** What is asked for is not of the app, or no question. */
const isNoQuestion = ({ name }: Error) =>
  name === 'InputError' || name === 'NotFoundError';

/** Asks for the way of a request, and tells it hop by hop. */
export function TraceSection(props: {
  to: string | undefined;
  live: Live<Trace>;
  topology: Topology;
  onAsk: (to: string | undefined) => void;
  onOpen: OpenObject;
  onClose: () => void;
}) {
  const t = useTexts();
  const { to, live, topology, onAsk, onOpen, onClose } = props;
  const { error } = live;
  return (
    <section className={styles.trace} aria-label={t('trace.title')}>
      <div className={styles.head}>
        <Text as="h3" variant="title-x-small" weight="bold">
          {t('trace.title')}
        </Text>
        <ButtonIcon
          size="small"
          variant="tertiary"
          icon={<RiCloseLine />}
          aria-label={t('trace.close')}
          onPress={onClose}
        />
      </div>
      <Question to={to} onAsk={onAsk} />
      {to && error && isNoQuestion(error) && (
        <Alert
          status="warning"
          icon
          role="alert"
          title={t('trace.failed')}
          description={error.message}
        />
      )}
      {to && !(error && isNoQuestion(error)) && (
        <LiveView live={live} height={160}>
          {trace => (
            <>
              {trace.ways.length === 0 && (
                <Nothing trace={trace} onAsk={onAsk} />
              )}
              {trace.ways.map((way, index) => (
                <Way
                  key={index}
                  way={way}
                  topology={topology}
                  onOpen={onOpen}
                />
              ))}
              {trace.left > 0 && (
                <Text as="p" variant="body-small">
                  {t('trace.left', { count: trace.left })}
                </Text>
              )}
              {trace.othersHidden && trace.ways.length > 0 && (
                <Text as="p" variant="body-small" color="secondary">
                  {t('trace.othersHidden')}
                </Text>
              )}
              {trace.more > 0 && (
                <Text as="p" variant="body-small" color="secondary">
                  {t('trace.more', { count: trace.more })}
                </Text>
              )}
            </>
          )}
        </LiveView>
      )}
    </section>
  );
}
