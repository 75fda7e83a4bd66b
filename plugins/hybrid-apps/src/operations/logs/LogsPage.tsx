import { CompoundEntityRef, parseEntityRef } from '@backstage/catalog-model';
import { Text } from '@backstage/ui';
import { useMemo } from 'react';
import { EmptyState, useUrlParams } from '../../components';
import { useTexts } from '../../translation';
import styles from './logs.module.css';
import { LogsView } from './LogsView';

/** The app that a link names; none where it is no reference. */
function readApp(written: string | null): CompoundEntityRef | undefined {
  try {
    return written ? parseEntityRef(written) : undefined;
  } catch {
    return undefined;
  }
}

/** The logs of the component that the address names, over the whole width. */
export function LogsPage() {
  const t = useTexts();
  const { params } = useUrlParams();
  const written = params.get('app');
  const app = useMemo(() => readApp(written), [written]);
  const id = params.get('id');
  const name = id?.split('/').at(-1) ?? '';
  return (
    <main className={styles.page}>
      {app && id ? (
        <>
          <Text as="h1" variant="title-small" weight="bold">
            {t('logs.label', { name })}
          </Text>
          <LogsView key={id} app={app} id={id} name={name} />
        </>
      ) : (
        <EmptyState title={t('logs.noApp')}>{t('logs.noAppHelp')}</EmptyState>
      )}
    </main>
  );
}
