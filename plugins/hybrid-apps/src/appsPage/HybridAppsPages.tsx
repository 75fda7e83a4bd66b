import { Route, Routes } from 'react-router-dom';
import { ConsolePage } from '../operations/consoles';
import { LogsPage } from '../operations/logs';
import { AppsPage } from './AppsPage';

/** The page of all apps, and below it what has no place in the navigation. */
export function HybridAppsPages() {
  return (
    <Routes>
      <Route path="/console" element={<ConsolePage />} />
      <Route path="/logs" element={<LogsPage />} />
      <Route path="/*" element={<AppsPage />} />
    </Routes>
  );
}
