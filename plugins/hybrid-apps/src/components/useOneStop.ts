import { RefObject, useEffect } from 'react';

/**
 * Makes of all that a selector finds one stop of the Tab key: what had the
 * focus last, or the first. Other keys lead from one to the next.
 *
 * @param isShown - whether the area is there by now
 * @param wanted - finds what it is as soon as this changes, like what was searched for
 */
export function useOneStop(
  area: RefObject<HTMLElement>,
  selector: string,
  isShown = true,
  wanted?: string,
) {
  useEffect(() => {
    const element = area.current;
    if (!element) {
      return undefined;
    }
    let stop: Element | undefined;
    let awaited = wanted;
    /** What is wanted, once it is drawn, and until something has the focus. */
    const arrived = () => {
      const found = awaited && element.querySelector(awaited);
      if (!found) {
        return undefined;
      }
      awaited = undefined;
      return found;
    };
    const stopAt = (next: Element | undefined) => {
      const all = [...element.querySelectorAll<HTMLElement>(selector)];
      stop = all.find(each => each === next) ?? all[0];
      all.forEach(each => {
        each.tabIndex = each === stop ? 0 : -1;
      });
    };
    const onFocus = ({ target }: FocusEvent) => {
      const focused =
        target instanceof Element ? target.closest(selector) : undefined;
      if (focused) {
        awaited = undefined;
        stopAt(focused);
      }
    };
    // What is drawn later, as React Flow does it, is found then.
    const observer = new MutationObserver(() => stopAt(arrived() ?? stop));
    observer.observe(element, { childList: true, subtree: true });
    element.addEventListener('focusin', onFocus);
    stopAt(arrived());
    return () => {
      observer.disconnect();
      element.removeEventListener('focusin', onFocus);
    };
  }, [area, selector, isShown, wanted]);
}
