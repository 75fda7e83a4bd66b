import { useApi } from '@backstage/frontend-plugin-api';
import { Alert, Text } from '@backstage/ui';
import {
  FieldManager,
  FieldManagers,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { useCallback, useState } from 'react';
import { hybridAppsApiRef, useApp, useLive } from '../../api';
import { LinkButton, LiveView, RelativeTime } from '../../components';
import { useTexts } from '../../translation';
import { managerWords } from './managerWords';
import styles from './panel.module.css';

/** So many fields are a summary. */
const FIRST = 3;

/** Which fields somebody set: some of them, or all that are told. */
function Fields(props: { fields: readonly string[]; left: number }) {
  const t = useTexts();
  const { fields, left } = props;
  const [isOpen, setOpen] = useState(false);
  const hidden = fields.length - FIRST;
  if (fields.length === 0) {
    return <div>{t('managers.ofNothing')}</div>;
  }
  return (
    <div>
      {(isOpen ? fields : fields.slice(0, FIRST)).map(field => (
        <div key={field}>
          <code>{field}</code>
        </div>
      ))}
      {hidden > 0 && (
        <LinkButton aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen
            ? t('managers.less')
            : t('managers.more', { count: hidden + left })}
        </LinkButton>
      )}
      {isOpen && left > 0 && (
        <div className={styles.secondary}>
          {t('managers.left', { count: left })}
        </div>
      )}
    </div>
  );
}

function Manager({ one }: { one: FieldManager }) {
  const t = useTexts();
  const { manager, operation, at, subresource, fields, left = 0 } = one;
  const words = managerWords(one, t);
  return (
    <li>
      <strong>{words ?? manager}</strong>{' '}
      <span className={styles.secondary}>
        {words !== undefined && words !== manager && `${manager} · `}
        {t(`managers.way.${operation}`)}
        {subresource && ` ${t('managers.by', { subresource })}`}
        {at && (
          <>
            {' · '}
            <RelativeTime at={at} />
          </>
        )}
      </span>
      {fields ? (
        <Fields fields={fields} left={left} />
      ) : (
        <div>{t('managers.noFields')}</div>
      )}
    </li>
  );
}

function ManagerList({ told }: { told: FieldManagers }) {
  const t = useTexts();
  const { state, message, items } = told;
  if (state !== 'told') {
    return (
      <Alert
        status="info"
        icon
        title={t('managers.unknown')}
        description={message}
      />
    );
  }
  return (
    <>
      <Text as="p" variant="body-small" color="secondary">
        {items.length > 0 ? t('managers.help') : t('managers.none')}
      </Text>
      <ul className={styles.events}>
        {items.map((one, index) => (
          <Manager key={index} one={one} />
        ))}
      </ul>
    </>
  );
}

function LoadedManagers({ id }: { id: string }) {
  const api = useApi(hybridAppsApiRef);
  const { app, entityRef } = useApp();
  const load = useCallback(
    async ({ signal }: { signal: AbortSignal }) => ({
      value: await api.listManagers(app, id, { signal }),
    }),
    [api, app, id],
  );
  return (
    <LiveView live={useLive(load, entityRef)} height={48}>
      {told => <ManagerList told={told} />}
    </LiveView>
  );
}

/** Who set which fields of an object last. Its cluster is asked for that once it is opened. */
export function Managers({ id }: { id: string }) {
  const t = useTexts();
  const [isOpen, setOpen] = useState(false);
  return (
    <section className={styles.section}>
      <h4>
        <LinkButton aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {t('managers.title')}
        </LinkButton>
      </h4>
      {isOpen && <LoadedManagers id={id} />}
    </section>
  );
}
