import { ObjectInside } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { RelativeTime } from '../../../components';
import { useTexts } from '../../../translation';
import { Facts, Section } from '../Facts';

type Told<Part extends keyof ObjectInside> = Required<Pick<ObjectInside, Part>>;

/** What an autoscaler goes by. */
export function Scaling({ scaling }: Told<'scaling'>) {
  const t = useTexts();
  const { min, max, current, desired, lastScaledAt, metrics } = scaling;
  return (
    <Section title={t('inside.scaling')}>
      <Facts
        facts={[
          [
            t('inside.bounds'),
            t('inside.fromTo', { from: String(min ?? 1), to: String(max) }),
          ],
          [
            t('inside.stands'),
            [
              current !== undefined && t('inside.pods', { count: current }),
              desired !== undefined &&
                desired !== current &&
                t('inside.wants', { n: String(desired) }),
            ]
              .filter(Boolean)
              .join(', '),
          ],
          [
            t('inside.lastScaled'),
            lastScaledAt && <RelativeTime at={lastScaledAt} />,
          ],
          ...(metrics ?? []).map((metric): [string, string] => [
            metric.name,
            t('inside.ofTarget', {
              current: metric.current ?? t('inside.notMeasured'),
              target: metric.target ?? '?',
            }),
          ]),
        ]}
      />
    </Section>
  );
}

/** What a disruption budget would let go. */
export function Disruption({ disruption }: Told<'disruption'>) {
  const t = useTexts();
  const { healthy, wanted, pods } = disruption;
  return (
    <Section title={t('inside.disruption')}>
      <Facts
        facts={[
          [t('inside.mayGo'), disruption.allowed],
          [
            t('inside.healthy'),
            healthy !== undefined &&
              t('inside.healthyOf', {
                n: String(healthy),
                of: String(pods ?? '?'),
                wanted: String(wanted ?? '?'),
              }),
          ],
          [t('inside.minAvailable'), disruption.minAvailable],
          [t('inside.maxUnavailable'), disruption.maxUnavailable],
          [t('inside.unhealthy'), disruption.unhealthyPodEvictionPolicy],
        ]}
      />
    </Section>
  );
}

/** What is behind a claim. */
export function Claim({ claim }: Told<'claim'>) {
  const t = useTexts();
  const { volume, storageClass } = claim;
  return (
    <>
      <Facts
        facts={[
          [t('inside.accessModes'), claim.accessModes?.join(', ')],
          [t('inside.volumeMode'), claim.volumeMode],
        ]}
      />
      {volume && (
        <Section title={`PersistentVolume ${volume.name}`}>
          <Facts
            facts={[
              [
                t('inside.volumeType'),
                [volume.type, volume.driver].filter(Boolean).join(', '),
              ],
              [t('panel.diskSize'), volume.capacity],
              [t('inside.accessModes'), volume.accessModes?.join(', ')],
              [t('inside.nodes'), volume.nodes?.join(', ')],
              [t('inside.reclaim'), volume.reclaimPolicy],
            ]}
          />
        </Section>
      )}
      {storageClass && (
        <Section title={`${t('panel.storageClass')} ${storageClass.name}`}>
          <Facts
            facts={[
              [t('inside.provisioner'), storageClass.provisioner],
              [t('inside.bindingMode'), storageClass.bindingMode],
              [
                t('inside.canExpand'),
                storageClass.canExpand !== undefined &&
                  t(storageClass.canExpand ? 'inside.yes' : 'inside.no'),
              ],
              [t('inside.reclaim'), storageClass.reclaimPolicy],
            ]}
          />
        </Section>
      )}
    </>
  );
}
