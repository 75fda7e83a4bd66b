import { useRouteRef } from '@backstage/frontend-plugin-api';
import {
  Card,
  CardBody,
  CardFooter,
  CardHeader,
  Link,
  Text,
} from '@backstage/ui';
import { Topology } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { useMemo } from 'react';
import { useApp, useTopology } from '../api';
import {
  HealthStatus,
  KnowledgeStrip,
  LiveView,
  PostureMark,
} from '../components';
import { AppPower } from '../operations/plans';
import { entityRouteRef, modernizationRouteRef, TAB_PATHS } from '../routes';
import { useTexts } from '../translation';
import { figuresOf } from './figures';
import styles from './overview.module.css';

function FiguresView({ topology }: { topology: Topology }) {
  const t = useTexts();
  const figures = useMemo(() => figuresOf(topology), [topology]);
  const { isolated, open, unknown } = figures.posture;
  return (
    <>
      <dl className={styles.figures}>
        <div>
          <dt>{t('apps.column.health')}</dt>
          <dd>
            <HealthStatus health={figures.health} />
          </dd>
        </div>
        <div>
          <dt>{t('card.vms')}</dt>
          <dd>{figures.vms}</dd>
        </div>
        <div>
          <dt>{t('card.containers')}</dt>
          <dd>{figures.containers}</dd>
        </div>
        <div>
          <dt>{t('card.reach')}</dt>
          <dd className={styles.marks}>
            {isolated + open + unknown === 0 && '—'}
            {isolated > 0 && (
              <PostureMark
                posture="isolated"
                text={t('posture.isolatedCount', { n: String(isolated) })}
              />
            )}
            {open > 0 && (
              <PostureMark
                posture="open"
                text={t('posture.openCount', { n: String(open) })}
              />
            )}
            {unknown > 0 && (
              <PostureMark
                posture="unknown"
                text={t('posture.unknownCount', { n: String(unknown) })}
              />
            )}
          </dd>
        </div>
        <div>
          <dt>{t('card.clusters')}</dt>
          <dd>{figures.clusters.join(', ') || '—'}</dd>
        </div>
      </dl>
      {figures.degraded.length > 0 && (
        <Text as="p" variant="body-small">
          {t('card.attention')}: {figures.degraded.join(', ')}
        </Text>
      )}
      <KnowledgeStrip knowledge={topology.knowledge} />
    </>
  );
}

/** The card on an entity's overview: is the app well, who reaches it, where is it. */
export function OverviewCard() {
  const t = useTexts();
  const live = useTopology();
  const { app, entityRef } = useApp();
  const modernization = useRouteRef(modernizationRouteRef);
  const entityRoute = useRouteRef(entityRouteRef);
  const base = entityRoute?.(app);
  return (
    <Card>
      <CardHeader>
        <Text as="h3" variant="title-x-small" weight="bold">
          {t('card.title')}
        </Text>
      </CardHeader>
      <CardBody>
        <LiveView live={live} height={64}>
          {topology => (
            <>
              <FiguresView topology={topology} />
              <AppPower />
            </>
          )}
        </LiveView>
      </CardBody>
      {base && (
        <CardFooter>
          <nav className={styles.links} aria-label={t('card.title')}>
            <Link href={`${base}${TAB_PATHS.topology}`}>
              {t('card.topology')}
            </Link>
            <Link href={`${base}${TAB_PATHS.policies}`}>
              {t('card.policies')}
            </Link>
            <Link href={`${base}${TAB_PATHS.changes}`}>
              {t('card.changes')}
            </Link>
            {modernization && (
              <Link
                href={`${modernization()}?${new URLSearchParams({
                  app: entityRef,
                })}`}
              >
                {t('card.modernization')}
              </Link>
            )}
          </nav>
        </CardFooter>
      )}
    </Card>
  );
}
