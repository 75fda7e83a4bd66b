import { RefObject, useEffect } from 'react';

/**
 * Makes of all that a selector finds one stop of the Tab key: what had the
 * focus last, or the first. Other keys lead from one to the next.
 *
 * @param isShown - whether the area is there by now
 */
export function useOneStop(
  area: RefObject<HTMLElement>,
  selector: string,
  isShown = true,
) {
  useEffect(() => {
    const element = area.current;
    if (!element) {
      return undefined;
    }
    let stop: Element | undefined;
    const stopAt = (wanted: Element | undefined) => {
      const all = [...element.querySelectorAll<HTMLElement>(selector)];
      stop = all.find(each => each === wanted) ?? all[0];
      all.forEach(each => {
        each.tabIndex = each === stop ? 0 : -1;
      });
    };
    const onFocus = ({ target }: FocusEvent) => {
      const focused =
        target instanceof Element ? target.closest(selector) : undefined;
      if (focused) {
        stopAt(focused);
      }
    };
    // What is drawn later, as React Flow does it, is found then.
    const observer = new MutationObserver(() => stopAt(stop));
    observer.observe(element, { childList: true, subtree: true });
    element.addEventListener('focusin', onFocus);
    stopAt(undefined);
    return () => {
      observer.disconnect();
      element.removeEventListener('focusin', onFocus);
    };
  }, [area, selector, isShown]);
}
