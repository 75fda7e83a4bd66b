import { wellFormed } from './wellFormed';

describe('wellFormed', () => {
  it('leaves what XML takes as it is', () => {
    const markup = '<text>größer\t\u{1f600}</text>\n';
    expect(wellFormed(markup)).toBe(markup);
  });

  it.each(['\u0000', '\u0008', '\u001b', '\ud83d', '\ude00', '\uffff'])(
    'replaces %j, which a reader breaks at',
    character => {
      const markup = wellFormed(`<text>a${character}b</text>`);
      expect(markup).toBe('<text>a\ufffdb</text>');
      // A half of a pair cannot be written in a URL either.
      expect(() => encodeURIComponent(markup)).not.toThrow();
    },
  );
});
