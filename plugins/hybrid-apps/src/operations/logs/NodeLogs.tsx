import { useRouteRef } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import { useApp } from '../../api';
import { logsRouteRef } from '../../routes';
import { useTexts } from '../../translation';
import { LogsView } from './LogsView';

/** The logs of a component, in its details. */
export function NodeLogs(props: { id: string; name: string }) {
  const t = useTexts();
  const { id, name } = props;
  const { app, entityRef } = useApp();
  const page = useRouteRef(logsRouteRef);
  const search = new URLSearchParams({ app: entityRef, id });
  return (
    <>
      {page && <Link href={`${page()}?${search}`}>{t('logs.page')}</Link>}
      <LogsView app={app} id={id} name={name} />
    </>
  );
}
