/** What who has a keyboard alone meets on a page. */

/**
 * Goes by Tab through what is in `main`, once. Gives each stop with what it is
 * called, and whether it is seen where one is: in the window, and not covered.
 */
export async function walk(page, limit = 150) {
  await page.evaluate(() => {
    const main = document.querySelector('main');
    main.tabIndex = -1;
    main.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  });
  const stops = [];
  while (stops.length < limit) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(() => {
      const { activeElement: element } = document;
      if (!element?.closest('main')) {
        return undefined;
      }
      const { left, top, width, height } = element.getBoundingClientRect();
      const at = document.elementFromPoint(left + width / 2, top + height / 2);
      return {
        name: (
          element.getAttribute('aria-label') ??
          element.labels?.[0]?.textContent ??
          element.textContent
        )
          .trim()
          .slice(0, 60),
        isSeen:
          width > 1 &&
          height > 1 &&
          at !== null &&
          (element.contains(at) || at.contains(element)),
      };
    });
    if (!stop) {
      break;
    }
    stops.push(stop);
  }
  return stops;
}
