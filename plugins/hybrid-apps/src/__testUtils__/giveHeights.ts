/**
 * jsdom lays nothing out. From now on every box and every row is so high, until
 * what this returns is called.
 */
export function giveHeights(heights: { box: number; row: number }): () => void {
  const spies = [
    jest
      .spyOn(Element.prototype, 'clientHeight', 'get')
      .mockReturnValue(heights.box),
    jest
      .spyOn(HTMLElement.prototype, 'offsetHeight', 'get')
      .mockReturnValue(heights.row),
    // As far as one may scroll.
    jest.spyOn(Element.prototype, 'scrollHeight', 'get').mockReturnValue(1e9),
  ];
  return () => spies.forEach(spy => spy.mockRestore());
}
