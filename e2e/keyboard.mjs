/** What who has a keyboard alone meets on a page. */

/**
 * Goes by Tab through what is in `main`, once. Gives each stop with what it is
 * called, and whether it is seen where one is: in the window, and not covered.
 */
export async function walk(page, limit = 150) {
  const begin = () =>
    page.evaluate(() => {
      const main = document.querySelector('main');
      main.tabIndex = -1;
      main.focus({ preventScroll: true });
      window.scrollTo(0, 0);
    });
  await begin();
  const stops = [];
  let lost = 0;
  while (stops.length < limit) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(() => {
      const { activeElement: element } = document;
      if (!element?.closest('main')) {
        return undefined;
      }
      // Of a checkbox one sees its label, which has the box.
      const [label] = element.type === 'checkbox' ? element.labels : [];
      const seen = label ?? element;
      const { left, top, width, height } = seen.getBoundingClientRect();
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
          (seen.contains(at) || at.contains(seen)),
      };
    });
    // A page that is still being drawn may take its main away, and the focus with it.
    if (!stop && stops.length === 0 && lost < 3) {
      lost += 1;
      await begin();
      continue;
    }
    if (!stop) {
      break;
    }
    stops.push(stop);
  }
  return stops;
}
