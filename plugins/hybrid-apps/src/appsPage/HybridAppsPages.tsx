import { ButtonLink, Container } from '@backstage/ui';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { Route, Routes } from 'react-router-dom';
import { EmptyState } from '../components';
import { ConsolePage, ConsolesPage } from '../operations/consoles';
import { LogsPage } from '../operations/logs';
import { rootRouteRef } from '../routes';
import { useTexts } from '../translation';
import { AppsPage } from './AppsPage';

function NoPage() {
  const t = useTexts();
  const apps = useRouteRef(rootRouteRef);
  return (
    <main>
      <Container>
        <EmptyState
          title={t('apps.noPage')}
          action={
            apps && <ButtonLink href={apps()}>{t('apps.all')}</ButtonLink>
          }
        >
          {t('apps.noPageHelp')}
        </EmptyState>
      </Container>
    </main>
  );
}

/** The page of all apps, and below it what has no place in the navigation. */
export function HybridAppsPages() {
  return (
    <Routes>
      <Route path="/console" element={<ConsolePage />} />
      <Route path="/consoles" element={<ConsolesPage />} />
      <Route path="/logs" element={<LogsPage />} />
      <Route path="/" element={<AppsPage />} />
      <Route path="/*" element={<NoPage />} />
    </Routes>
  );
}
