import { CompoundEntityRef, parseEntityRef } from '@backstage/catalog-model';
import { Container } from '@backstage/ui';
import { useMemo } from 'react';
import { EmptyState, useUrlParams } from '../components';
import { useTexts } from '../translation';
import { AllApps } from './AllApps';
import { OneApp } from './OneApp';

/** The app that a link names; none where it is no reference. */
function readApp(written: string): CompoundEntityRef | undefined {
  try {
    return parseEntityRef(written, { defaultKind: 'system' });
  } catch {
    return undefined;
  }
}

function Content() {
  const t = useTexts();
  const { params } = useUrlParams();
  const written = params.get('app');
  const app = useMemo(() => written && readApp(written), [written]);
  if (written === null || written === '') {
    return <AllApps />;
  }
  return app ? (
    <OneApp app={app} />
  ) : (
    <EmptyState title={t('modernization.noApp', { app: written })} />
  );
}

/** How far apps are in containers: all of them, or the one that the address names. */
export function ModernizationPage() {
  return (
    <main>
      <Container>
        <Content />
      </Container>
    </main>
  );
}
