import { ReactNode, useLayoutEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import styles from './states.module.css';

const MARK = 'data-hybrid-apps-notices';

/** The one place for notices on a page; it is there before its words, so that they are read out. */
function region(): HTMLElement {
  const found = document.querySelector<HTMLElement>(`[${MARK}]`);
  if (found) {
    return found;
  }
  const made = document.createElement('div');
  made.setAttribute(MARK, '');
  made.setAttribute('role', 'status');
  made.className = styles.notices;
  document.body.append(made);
  return made;
}

/**
 * Says something of the page above it, and in nobody's way, so that nothing moves
 * under the reader when it comes and goes.
 *
 * @param about - several notices of one kind are shown as one
 */
export function Notice(props: {
  about: 'interrupted' | 'stale';
  children: ReactNode;
}) {
  const [place, setPlace] = useState<HTMLElement>();
  useLayoutEffect(() => setPlace(region()), []);
  return place
    ? createPortal(<div data-notice={props.about}>{props.children}</div>, place)
    : null;
}
