import { Alert } from '@backstage/ui';
import { ObjectInside } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { ReactNode } from 'react';
import { bytes, RelativeTime, useLocale } from '../../../components';
import { Translate, useTexts } from '../../../translation';
import { Facts, Section } from '../Facts';
import { linesOf } from './linesOf';

type GuestInside = NonNullable<ObjectInside['guest']>;
type FileSystem = NonNullable<GuestInside['fileSystems']>[number];

function fullWords(
  { used, total }: FileSystem,
  t: Translate,
  locale: string,
): string {
  if (used === undefined || !total) {
    return t('inside.guest.sizeUntold');
  }
  const percent = (used / total).toLocaleString(locale, {
    style: 'percent',
    maximumFractionDigits: 0,
  });
  return t('inside.guest.full', {
    used: bytes(used, locale),
    total: bytes(total, locale),
    percent,
  });
}

function Users({ users }: Required<Pick<GuestInside, 'users'>>) {
  const t = useTexts();
  return users.length === 0 ? (
    <>{t('inside.guest.nobody')}</>
  ) : (
    <>
      {users.map(({ name, domain, since }, index) => (
        <div key={`${name} ${index}`}>
          {domain ? `${domain}\\${name}` : name}
          {since && (
            <>
              {' '}
              <RelativeTime at={since} />
            </>
          )}
        </div>
      ))}
    </>
  );
}

/** What the guest of a VM says of itself. */
export function Guest({ guest }: { guest: GuestInside }) {
  const t = useTexts();
  const locale = useLocale();
  const { state, message, os, users, fileSystems } = guest;
  const facts: Array<[string, ReactNode]> = [
    [
      t('inside.guest.agent'),
      state === 'told' && (guest.agentVersion ?? t('inside.guest.agentUntold')),
    ],
    [
      t('inside.guest.os'),
      // Most tell the version in the name already.
      [
        os?.name,
        os?.version && !os.name?.includes(os.version) && os.version,
        os?.machine,
      ]
        .filter(Boolean)
        .join(', '),
    ],
    [t('inside.guest.kernel'), os?.kernel],
    [t('inside.guest.hostname'), guest.hostname],
    [t('inside.guest.timezone'), guest.timezone],
    [t('inside.guest.users'), users && <Users users={users} />],
    [
      t('inside.guest.fileSystems'),
      fileSystems?.length === 0 && t('inside.guest.noFileSystems'),
    ],
    ...(fileSystems ?? []).map((one): [string, ReactNode] => [
      one.mountPoint,
      linesOf([
        fullWords(one, t, locale),
        [one.device, one.type].filter(Boolean).join(', '),
      ]),
    ]),
  ];
  return (
    <Section title={t('inside.guest.title')}>
      {(state !== 'told' || message) && (
        <Alert
          status="info"
          icon
          title={t(`inside.guest.state.${state}`)}
          description={message}
        />
      )}
      <Facts facts={facts} />
    </Section>
  );
}
