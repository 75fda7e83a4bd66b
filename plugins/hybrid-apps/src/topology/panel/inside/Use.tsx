import { Alert, Text } from '@backstage/ui';
import { ObjectInside } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { bytes, cores, RelativeTime, useLocale } from '../../../components';
import { Translate, useTexts } from '../../../translation';
import { Facts, Section } from '../Facts';
import { linesOf } from './linesOf';

type UseInside = NonNullable<ObjectInside['use']>;
type Amounts = NonNullable<UseInside['total']>;

const WRITTEN = { cpu: cores, memory: bytes } as const;

/** `CPU 0.4, 0.5 asked for, at most 2`; a line for each resource that is measured. */
export const amountLines = (
  { used, requested, limit }: Amounts,
  t: Translate,
  locale: string,
): string[] =>
  (['cpu', 'memory'] as const).flatMap(resource => {
    const written = (amounts: Amounts['limit']) => {
      const amount = amounts?.[resource];
      return amount === undefined
        ? undefined
        : WRITTEN[resource](amount, locale);
    };
    const now = written(used);
    const asked = written(requested);
    const most = written(limit);
    return now === undefined
      ? []
      : [
          [
            t(`inside.use.${resource}`, { used: now }),
            ...(asked ? [t('inside.use.requested', { amount: asked })] : []),
            ...(most ? [t('inside.use.limit', { amount: most })] : []),
          ].join(', '),
        ];
  });

/** Why it is not known what is used, where it is not. */
function Unmeasured({ measurement }: Pick<UseInside, 'measurement'>) {
  const t = useTexts();
  const { state, message } = measurement;
  return state === 'idle' ? (
    <Text as="p" variant="body-small" color="secondary">
      {t('use.state.idle')}
    </Text>
  ) : (
    <Alert
      status="info"
      icon
      title={t(`use.state.${state}`)}
      description={message}
    />
  );
}

/** What the Pods of an object use now, beside what they ask for and may have. */
export function Use({ use }: { use: UseInside }) {
  const t = useTexts();
  const locale = useLocale();
  const { measurement, ofLauncher, running, measured, total } = use;
  const { state, at, windowSeconds, message } = measurement;
  const lines = (amounts: Amounts) => linesOf(amountLines(amounts, t, locale));
  return (
    <Section title={t('inside.use.title')}>
      {total ? (
        <>
          <Text as="p" variant="body-small" color="secondary">
            {t(`use.state.${state}`)} {at && <RelativeTime at={at} />}
            {[
              '.',
              message,
              windowSeconds !== undefined &&
                t('inside.use.window', {
                  n: String(Math.round(windowSeconds)),
                }),
              measured < running &&
                t('inside.use.partly', {
                  n: String(measured),
                  of: String(running),
                }),
              ofLauncher && t('inside.use.ofLauncher'),
            ]
              .filter(Boolean)
              .join(' ')}
          </Text>
          <Facts
            facts={[
              [t('inside.use.all'), lines(total)],
              ...use.containers.map(
                (container): [string, ReturnType<typeof lines>] => [
                  container.name,
                  lines(container),
                ],
              ),
            ]}
          />
          {measured > 1 && (
            <details>
              <summary>{t('inside.use.byPod')}</summary>
              <Facts
                facts={use.pods.map(pod => [
                  pod.name,
                  linesOf([
                    ...amountLines(pod, t, locale),
                    ...(pod.containers.length > 1
                      ? pod.containers.map(
                          container =>
                            `${container.name}: ${amountLines(
                              container,
                              t,
                              locale,
                            ).join('; ')}`,
                        )
                      : []),
                  ]),
                ])}
              />
              {measured > use.pods.length &&
                t('inside.andMore', { n: String(measured - use.pods.length) })}
            </details>
          )}
        </>
      ) : (
        <Unmeasured measurement={measurement} />
      )}
    </Section>
  );
}
