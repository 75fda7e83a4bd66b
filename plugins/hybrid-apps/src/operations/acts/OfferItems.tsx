import { MenuItem } from '@backstage/ui';
import { ActOffer } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import {
  RiFlashlightLine,
  RiForbidLine,
  RiRefreshLine,
} from '@remixicon/react';
import { ReactNode, useLayoutEffect, useRef } from 'react';
import { useTexts } from '../../translation';
import { Offers } from './useOffers';
import { saidOf } from './words';
import styles from './acts.module.css';

/** What a menu says that does nothing: it takes the focus all the same, so that it is read. */
function Unavailable({ children }: { children: ReactNode }) {
  const text = useRef<HTMLSpanElement>(null);
  // An item that the menu knows to be disabled is left out by arrow keys.
  useLayoutEffect(() => {
    text.current
      ?.closest('[role="menuitem"]')
      ?.setAttribute('aria-disabled', 'true');
  });
  return (
    <span ref={text} className={styles.unavailable}>
      {children}
    </span>
  );
}

/** The acts on an object as items of a menu, with those that are not possible and why. */
export function OfferItems(props: {
  offers: Offers;
  name: string;
  onChoose: (offer: ActOffer) => void;
}) {
  const t = useTexts();
  const { name, onChoose } = props;
  const { offers, error, refresh } = props.offers;
  if (error) {
    return (
      <MenuItem
        // An item must not change its id.
        key="acts-failed"
        id="acts-failed"
        textValue={t('operations.askAgain')}
        iconStart={<RiRefreshLine />}
        shouldCloseOnSelect={false}
        onAction={refresh}
      >
        <span className={styles.lines}>
          <span className={styles.reason}>
            {t('operations.askFailed', { message: error.message })}
          </span>{' '}
          <span>{t('operations.askAgain')}</span>
        </span>
      </MenuItem>
    );
  }
  if (!offers || offers.length === 0) {
    const words = t(offers ? 'operations.none' : 'operations.asking');
    return (
      <MenuItem
        key="acts-none"
        id="acts-none"
        textValue={words}
        shouldCloseOnSelect={false}
      >
        <Unavailable>{words}</Unavailable>
      </MenuItem>
    );
  }
  return (
    <>
      {offers.map(offer => {
        const { label } = saidOf(offer, name, t);
        return offer.possible ? (
          <MenuItem
            key={offer.act}
            id={`act ${offer.act}`}
            iconStart={<RiFlashlightLine />}
            onAction={() => onChoose(offer)}
          >
            {label}
          </MenuItem>
        ) : (
          <MenuItem
            key={offer.act}
            id={`act ${offer.act}`}
            textValue={label}
            aria-label={t('operations.impossible', {
              label,
              why: offer.why ?? '',
            })}
            iconStart={<RiForbidLine />}
            shouldCloseOnSelect={false}
          >
            <Unavailable>
              <span className={styles.lines}>
                <span>{label}</span>
                <span className={styles.reason}>{offer.why}</span>
              </span>
            </Unavailable>
          </MenuItem>
        );
      })}
    </>
  );
}
