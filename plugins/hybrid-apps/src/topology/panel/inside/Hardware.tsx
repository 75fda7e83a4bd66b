import { Text } from '@backstage/ui';
import { ObjectInside } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { HealthStatus, RelativeTime } from '../../../components';
import { Translate, useTexts } from '../../../translation';
import { kindWord } from '../../words';
import { Facts, Section } from '../Facts';
import styles from '../panel.module.css';
import { linesOf } from './linesOf';
import { probeLine } from './words';

type HardwareInside = NonNullable<ObjectInside['hardware']>;

function firmwareWords(
  { firmware, secureBoot }: HardwareInside,
  t: Translate,
): string | undefined {
  if (!firmware) {
    return undefined;
  }
  const word = t(`inside.firmware.${firmware}`);
  return secureBoot ? `${word}, ${t('inside.secureBoot')}` : word;
}

const topologyWords = (
  { cpuTopology = {} }: HardwareInside,
  t: Translate,
): string =>
  (['sockets', 'cores', 'threads'] as const)
    .flatMap(part => {
      const n = cpuTopology[part];
      return n === undefined ? [] : t(`inside.${part}`, { count: n });
    })
    .join(' × ');

const yesOrNo = (value: boolean | undefined, t: Translate) =>
  value === undefined ? undefined : t(value ? 'inside.yes' : 'inside.no');

/** What a VM shows to its guest. */
export function Hardware({
  hardware,
}: Required<Pick<ObjectInside, 'hardware'>>) {
  const t = useTexts();
  const { devices, credentials } = hardware;
  return (
    <Section title={t('inside.hardware')}>
      <Facts
        facts={[
          [t('inside.boots'), firmwareWords(hardware, t)],
          [t('inside.kernel'), hardware.kernel],
          [t('inside.machine'), hardware.machine],
          [t('inside.architecture'), hardware.architecture],
          [t('inside.cpuModel'), hardware.cpuModel],
          [
            t('inside.cpu'),
            [
              topologyWords(hardware, t),
              hardware.dedicatedCpus && t('inside.dedicated'),
            ]
              .filter(Boolean)
              .join(', '),
          ],
          [
            t('inside.cpuFeatures'),
            hardware.cpuFeatures
              ?.map(({ name, policy }) => `${name} (${policy})`)
              .join(', '),
          ],
          [
            t('inside.devices'),
            linesOf(
              devices?.map(({ kind, name, resource }) =>
                [t(`inside.device.${kind}`), name, resource && `(${resource})`]
                  .filter(Boolean)
                  .join(' '),
              ),
            ),
          ],
          [
            t('inside.letsIn'),
            linesOf(
              credentials?.map(({ kind, secret, by, users = [] }) =>
                [
                  `${t(`inside.credential.${kind}`)} Secret ${secret}`,
                  ...(users.length > 0 ? [users.join(', ')] : []),
                  ...(by ? [by] : []),
                ].join(', '),
              ),
            ),
          ],
          ...(hardware.probes ?? []).map((probe): [string, string] => [
            t(`inside.probe.${probe.kind}`),
            probeLine(probe, t),
          ]),
          [t('inside.guestAgent'), yesOrNo(hardware.guestAgent, t)],
          [t('inside.liveMigratable'), yesOrNo(hardware.isLiveMigratable, t)],
          [t('inside.evictionStrategy'), hardware.evictionStrategy],
        ]}
      />
    </Section>
  );
}

/** What was started on a VM, or made of it. */
export function Attached({
  attached,
}: Required<Pick<ObjectInside, 'attached'>>) {
  const t = useTexts();
  return (
    <Section title={t('inside.attached')}>
      <ul className={styles.plainList}>
        {attached.map(({ object, status, createdAt }) => (
          <li key={object.id} className={styles.member}>
            <Text variant="body-small">
              {`${kindWord(object.kind, t)} ${object.name}`}
              {createdAt && (
                <>
                  {' '}
                  <RelativeTime at={createdAt} />
                </>
              )}
            </Text>
            <HealthStatus health={status.health} text={status.reason} />
          </li>
        ))}
      </ul>
    </Section>
  );
}
