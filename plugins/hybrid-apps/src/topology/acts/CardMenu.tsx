import { toError } from '@backstage/errors';
import {
  ExtensionBoundary,
  toastApiRef,
  useApi,
} from '@backstage/frontend-plugin-api';
import { Button, Menu, MenuItem, MenuTrigger } from '@backstage/ui';
import { TopologyNode } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { useEffect, useRef } from 'react';
import { useApp } from '../../api';
import {
  Contain,
  extensionsFor,
  TopologyAct,
  TopologyTarget,
} from '../../extensions';
import { OfferItems, useActs, useOffers } from '../../operations/acts';
import { useTexts } from '../../translation';
import { TopologyParamChanges } from '../useTopologyParams';
import { isReal } from '../view';
import { useOwnActs } from './useOwnActs';
import styles from './acts.module.css';

/** Which component a menu is of, and where in the window it opens. */
export interface MenuAt {
  id: string;
  /** Gets the focus back. */
  card: HTMLElement;
  x: number;
  y: number;
}

/** An act of another plugin. Its menu is gone by the time that it fails. */
function AddedItem(props: {
  act: TopologyAct;
  target: TopologyTarget;
  onChoose: (act: () => void) => void;
}) {
  const t = useTexts();
  const toasts = useApi(toastApiRef);
  const { label, icon, unavailable, href, onSelect } = props.act.useProps(
    props.target,
  );
  if (unavailable) {
    return (
      <MenuItem iconStart={icon} isDisabled>
        {`${label}: ${unavailable}`}
      </MenuItem>
    );
  }
  if (!onSelect) {
    return (
      <MenuItem iconStart={icon} href={href}>
        {label}
      </MenuItem>
    );
  }
  const select = async () => {
    try {
      await onSelect();
    } catch (error) {
      toasts.post({
        title: t('extensions.actFailed', { label }),
        description: toError(error).message,
        status: 'danger',
      });
    }
  };
  return (
    <MenuItem iconStart={icon} onAction={() => props.onChoose(select)}>
      {label}
    </MenuItem>
  );
}

/**
 * Does what is chosen once the menu is gone, which holds the focus as long as
 * it is there: what the act opens may take it, and give it back to the card.
 */
function useChoice(card: HTMLElement) {
  const chosen = useRef<() => void>();
  useEffect(
    () => () => {
      if (chosen.current) {
        card.focus({ preventScroll: true });
        chosen.current();
      }
    },
    [card],
  );
  return (act: () => void) => {
    chosen.current = act;
  };
}

/**
 * What can be done with a component, where the pointer or its card is. An
 * extension that fails is told of in the details, which have more room.
 */
export function CardMenu(props: {
  at: MenuAt;
  node: TopologyNode;
  acts: readonly TopologyAct[];
  changes: TopologyParamChanges;
  onClose: () => void;
}) {
  const t = useTexts();
  const { at, node, acts, changes, onClose } = props;
  const { entityRef } = useApp();
  const own = useOwnActs(node, changes);
  const choose = useChoice(at.card);
  const deeds = useActs();
  const isActedOn = deeds && isReal(node);
  const offers = useOffers(node.id, isActedOn ? deeds.version : undefined);
  const { those } = extensionsFor(acts, node);
  return (
    <MenuTrigger isOpen onOpenChange={isOpen => !isOpen && onClose()}>
      {/* Nobody sees or presses it: it has the place and the name of the menu. */}
      <Button
        className={styles.place}
        style={{ left: at.x, top: at.y }}
        excludeFromTabOrder
        aria-label={t('acts.menu', { name: node.name })}
      />
      <Menu
        // A menu takes the focus as it opens.
        // eslint-disable-next-line jsx-a11y/no-autofocus
        autoFocus="first"
      >
        {own.map(({ id, label, icon, href, onSelect }) => (
          <MenuItem
            key={id}
            id={id}
            iconStart={icon}
            href={href}
            onAction={onSelect && (() => choose(onSelect))}
          >
            {label}
          </MenuItem>
        ))}
        {isActedOn && (
          <OfferItems
            offers={offers}
            name={node.name}
            onChoose={offer => choose(() => deeds.act(node, offer, at.card))}
          />
        )}
        {those.map(act => (
          <ExtensionBoundary key={act.id} node={act.appNode}>
            <Contain instead={() => null}>
              <AddedItem
                act={act}
                target={{ node, entityRef }}
                onChoose={choose}
              />
            </Contain>
          </ExtensionBoundary>
        ))}
      </Menu>
    </MenuTrigger>
  );
}
