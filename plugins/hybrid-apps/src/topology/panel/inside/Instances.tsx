import { ObjectInside } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { RelativeTime } from '../../../components';
import { useTexts } from '../../../translation';
import { Facts, Section } from '../Facts';
import { linesOf } from './linesOf';

/** How a StatefulSet goes about its Pods. */
export function StatefulSet({
  statefulSet,
}: Required<Pick<ObjectInside, 'statefulSet'>>) {
  const t = useTexts();
  const { serviceName, podManagementPolicy, updateStrategy, partition } =
    statefulSet;
  return (
    <Facts
      facts={[
        [t('inside.namedBy'), serviceName],
        [t('inside.podManagement'), podManagementPolicy],
        [
          t('inside.updates'),
          [
            updateStrategy,
            partition !== undefined &&
              t('inside.partition', { n: String(partition) }),
          ]
            .filter(Boolean)
            .join(', '),
        ],
      ]}
    />
  );
}

/** Pods that are not alike. */
export function Instances({
  instances: { total, items },
}: Required<Pick<ObjectInside, 'instances'>>) {
  const t = useTexts();
  return (
    <Section title={t('inside.instances')}>
      <Facts
        facts={items.map(({ name, isReady, role, roleBy, dnsName, node }) => [
          name,
          linesOf(
            [
              [
                role && t(`inside.dataRole.${role}`),
                t(isReady ? 'inside.ready' : 'inside.notReady'),
                node,
              ]
                .filter(Boolean)
                .join(', '),
              dnsName,
              roleBy,
            ].flatMap(line => line ?? []),
          ),
        ])}
      />
      {total > items.length &&
        t('inside.andMore', { n: String(total - items.length) })}
    </Section>
  );
}

/** What was rolled out, the newest first. */
export function Revisions({
  revisions,
}: Required<Pick<ObjectInside, 'revisions'>>) {
  const t = useTexts();
  return (
    <Section title={t('inside.revisions')}>
      <Facts
        facts={revisions.map(
          ({ revision, name, isCurrent, pods, images, createdAt }) => [
            t('inside.revision', { n: String(revision) }),
            <div key={name}>
              {[
                isCurrent && t('inside.current'),
                t('inside.pods', { count: pods }),
                name,
                images?.join(', '),
              ]
                .filter(Boolean)
                .join(', ')}
              {createdAt && (
                <>
                  {' '}
                  <RelativeTime at={createdAt} />
                </>
              )}
            </div>,
          ],
        )}
      />
    </Section>
  );
}
