import { useRouteRef } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import { useApp } from '../api';
import { entityRouteRef, TAB_PATHS } from '../routes';
import { kindWord } from '../topology/words';
import { useTexts } from '../translation';
import { objectIn } from './filter';

/** The object that a change is about, as a link to its details. */
export function About({ component }: { component: string }) {
  const t = useTexts();
  const { app } = useApp();
  const entity = useRouteRef(entityRouteRef)?.(app);
  const { cluster, namespace, kind, name } = objectIn(component);
  const called = `${kindWord(kind, t)} ${name}`;
  const query = new URLSearchParams({ selected: component });
  return (
    <span title={[cluster, namespace].filter(Boolean).join(' / ')}>
      {entity ? (
        <Link href={`${entity}${TAB_PATHS.topology}?${query}`}>{called}</Link>
      ) : (
        called
      )}
    </span>
  );
}
