import { parseEntityRef } from '@backstage/catalog-model';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import { AppSummary } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { causeOrWord } from '../components';
import { entityRouteRef, TAB_PATHS } from '../routes';
import { useTexts } from '../translation';
import styles from './appsPage.module.css';

/** What ails in an app and why, each a link to where it is shown. */
export function Problems({ app }: { app: AppSummary }) {
  const t = useTexts();
  const entity = useRouteRef(entityRouteRef)?.(parseEntityRef(app.entityRef));
  const { problems = [], unhealthy = 0 } = app;
  const unnamed = unhealthy - problems.length;
  if (problems.length === 0) {
    return null;
  }
  return (
    <ul className={styles.problems}>
      {problems.map(problem => {
        const { component, name, cluster } = problem;
        const cause = causeOrWord(problem, t);
        const query = new URLSearchParams({ selected: component });
        return (
          <li key={component} title={problem.message}>
            {entity ? (
              <Link
                variant="body-small"
                href={`${entity}${TAB_PATHS.topology}?${query}`}
              >
                {name}
              </Link>
            ) : (
              name
            )}
            {cause && `: ${cause}`} ({cluster})
          </li>
        );
      })}
      {unnamed > 0 && <li>{t('apps.moreNamed', { count: unnamed })}</li>}
    </ul>
  );
}

/** The names of what is open to all. */
export function OpenWorkloads({ app }: { app: AppSummary }) {
  const t = useTexts();
  const { openWorkloads = [], posture } = app;
  const unnamed = posture.open - openWorkloads.length;
  return openWorkloads.length === 0 ? null : (
    <div className={styles.open}>
      {openWorkloads.join(', ')}
      {unnamed > 0 && ` ${t('apps.moreNamed', { count: unnamed })}`}
    </div>
  );
}
