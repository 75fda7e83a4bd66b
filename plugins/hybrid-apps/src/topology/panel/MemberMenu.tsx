import { useRouteRef } from '@backstage/frontend-plugin-api';
import { ButtonIcon, Menu, MenuItem, MenuTrigger } from '@backstage/ui';
import { NodeMember } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { RiFileTextLine, RiMore2Fill } from '@remixicon/react';
import { useRef, useState } from 'react';
import { useApp } from '../../api';
import { OfferItems, useActs, useOffers } from '../../operations/acts';
import { logsRouteRef } from '../../routes';
import { useTexts } from '../../translation';
import { kindWord } from '../words';

/** Where the logs of one Pod are read. */
function useLogsOf({ id, kind }: NodeMember): string | undefined {
  const { entityRef } = useApp();
  const page = useRouteRef(logsRouteRef);
  return kind === 'Pod' && page
    ? `${page()}?${new URLSearchParams({ app: entityRef, id })}`
    : undefined;
}

/** What can be done to an object that a component consists of. It is asked for as the menu opens. */
export function MemberMenu({ member }: { member: NodeMember }) {
  const t = useTexts();
  const acts = useActs();
  const logs = useLogsOf(member);
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, setIsOpen] = useState(false);
  const offers = useOffers(member.id, isOpen ? acts?.version : undefined);
  if (!acts) {
    return null;
  }
  return (
    <MenuTrigger isOpen={isOpen} onOpenChange={setIsOpen}>
      <ButtonIcon
        ref={button}
        size="small"
        variant="tertiary"
        icon={<RiMore2Fill />}
        // One of another kind may have the name of its component.
        aria-label={t('operations.menu', {
          name: `${kindWord(member.kind, t)} ${member.name}`,
        })}
      />
      <Menu>
        {logs && (
          <MenuItem key="logs" href={logs} iconStart={<RiFileTextLine />}>
            {t('panel.memberLogs')}
          </MenuItem>
        )}
        <OfferItems
          offers={offers}
          name={member.name}
          onChoose={offer => acts.act(member, offer, button.current)}
        />
      </Menu>
    </MenuTrigger>
  );
}
