import { Button, ButtonIcon, Menu, MenuTrigger } from '@backstage/ui';
import {
  ActOffer,
  TopologyNode,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { RiMore2Fill } from '@remixicon/react';
import { useRef } from 'react';
import { useTexts } from '../../translation';
import { useActs } from './ActsProvider';
import { OfferItems } from './OfferItems';
import { useOffers } from './useOffers';
import { saidOf } from './words';

/** What one wants most often: the first that can be done and is not too easily regretted. */
export const mainOf = (offers: readonly ActOffer[]): ActOffer | undefined =>
  offers.find(({ possible, danger }) => possible && danger !== 'asksName');

/** What can be done to an object: all of it in a menu, and the main act beside it. */
export function ObjectActs({ node }: { node: TopologyNode }) {
  const t = useTexts();
  const acts = useActs();
  const menu = useRef<HTMLButtonElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const offers = useOffers(node.id, acts?.version);
  if (!acts) {
    return null;
  }
  const main = mainOf(offers.offers ?? []);
  return (
    <>
      <MenuTrigger>
        <ButtonIcon
          ref={menu}
          size="small"
          variant="secondary"
          icon={<RiMore2Fill />}
          aria-label={t('operations.menu', { name: node.name })}
        />
        <Menu>
          <OfferItems
            offers={offers}
            name={node.name}
            onChoose={offer => acts.act(node, offer, menu.current)}
          />
        </Menu>
      </MenuTrigger>
      {main && (
        <Button
          ref={button}
          size="small"
          variant="secondary"
          onPress={() => acts.act(node, main, button.current)}
        >
          {saidOf(main, node.name, t).label}
        </Button>
      )}
    </>
  );
}
