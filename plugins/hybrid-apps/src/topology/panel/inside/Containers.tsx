import { ObjectInside } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { RelativeTime } from '../../../components';
import { Translate, useTexts } from '../../../translation';
import { Facts, Section } from '../Facts';
import { linesOf } from './linesOf';
import { keysRead, probeLine } from './words';

type Container = NonNullable<ObjectInside['containers']>[number];

function standsLines({ role, stands }: Container, t: Translate): string[] {
  if (!stands) {
    return [];
  }
  const of = String(stands.pods);
  return [
    t('inside.running', { n: String(stands.running), of }),
    ...(role === 'init'
      ? []
      : [t('inside.readyIn', { n: String(stands.ready), of })]),
    ...(stands.started !== undefined && stands.started < stands.running
      ? [t('inside.startedIn', { n: String(stands.started), of })]
      : []),
    ...(stands.waits ?? []),
  ];
}

function LastEnd({ stands }: Pick<Container, 'stands'>) {
  const t = useTexts();
  const end = stands?.lastEnd;
  if (!end) {
    return null;
  }
  const words = [
    end.reason,
    end.exitCode !== undefined &&
      t('inside.exitCode', { n: String(end.exitCode) }),
    end.signal !== undefined && t('inside.signal', { n: String(end.signal) }),
    end.pod,
  ];
  return (
    <>
      {words.filter(Boolean).join(', ')}
      {end.at && (
        <>
          {' '}
          <RelativeTime at={end.at} />
        </>
      )}
    </>
  );
}

/** The containers of a workload: what each asks for, and how it stands. */
export function Containers({ containers }: { containers: Container[] }) {
  const t = useTexts();
  return (
    <>
      {containers.map(container => {
        const { name, role, stands, probes = [], lacks = [] } = container;
        return (
          <Section key={name} title={`${t(`inside.role.${role}`)} ${name}`}>
            <Facts
              facts={[
                [
                  t('inside.from'),
                  container.isInjected && t('inside.injected'),
                ],
                [t('panel.images'), container.image],
                [t('inside.stands'), linesOf(standsLines(container, t))],
                [t('panel.restarts'), stands?.restarts],
                [
                  t('inside.lastEnd'),
                  stands?.lastEnd && <LastEnd stands={stands} />,
                ],
                [
                  t('panel.ports'),
                  linesOf(
                    container.ports?.map(
                      port =>
                        `${port.protocol} ${port.port}${
                          port.name ? ` (${port.name})` : ''
                        }${
                          port.hostPort
                            ? `, ${t('inside.hostPort', {
                                port: String(port.hostPort),
                              })}`
                            : ''
                        }`,
                    ),
                  ),
                ],
                ...probes.map((probe): [string, string] => [
                  t(`inside.probe.${probe.kind}`),
                  probeLine(probe, t),
                ]),
                ...lacks.map((kind): [string, string] => [
                  t(`inside.probe.${kind}`),
                  t('inside.noProbe'),
                ]),
                ...(container.resources ?? []).map(
                  ({ name: resource, request, limit }): [string, string] => [
                    resource,
                    [
                      request && t('inside.request', { amount: request }),
                      limit && t('inside.limit', { amount: limit }),
                    ]
                      .filter(Boolean)
                      .join(', '),
                  ],
                ),
                [
                  t('inside.reads'),
                  linesOf(container.reads?.map(read => keysRead(read, t))),
                ],
                [
                  t('inside.mounts'),
                  linesOf(
                    container.mounts?.map(mount =>
                      [
                        `${mount.path} ← ${mount.volume}`,
                        mount.subPath &&
                          t('inside.subPath', { path: mount.subPath }),
                        mount.readOnly && t('inside.readOnly'),
                        mount.isDevice && t('inside.asDevice'),
                      ]
                        .filter(Boolean)
                        .join(', '),
                    ),
                  ),
                ],
              ]}
            />
          </Section>
        );
      })}
    </>
  );
}
