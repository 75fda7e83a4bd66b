import { Container, Text } from '@backstage/ui';
import { useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import { EmptyState } from '../../components';
import { useTexts } from '../../translation';
import { readConsoleQuery } from './address';
import styles from './consoles.module.css';
import { ConsoleView } from './ConsoleView';

/** One console on a page of its own. */
export function ConsolePage() {
  const t = useTexts();
  const [query] = useSearchParams();
  const text = query.toString();
  const address = useMemo(
    () => readConsoleQuery(new URLSearchParams(text)),
    [text],
  );
  if (!address) {
    return (
      <Container>
        <EmptyState title={t('consoles.refused')}>
          {t('consoles.gone')}
        </EmptyState>
      </Container>
    );
  }
  const { app, name, ...asked } = address;
  return (
    <main className={styles.page}>
      <Container>
        <Text as="h2" variant="title-x-small" weight="bold">
          {t('consoles.label', { kind: t(`consoles.${asked.kind}`), name })}
        </Text>
        <ConsoleView app={app} asked={asked} name={name} />
      </Container>
    </main>
  );
}
