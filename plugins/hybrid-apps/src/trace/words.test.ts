import { TraceHop } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { createTestTexts } from '../__testUtils__/texts';
import { traceMessages } from '../translations/en/trace';
import { hopWords, mendWords, placeWord, UNTOLD } from './words';

const t = createTestTexts();

const hop = (
  code: TraceHop['code'],
  values: Record<string, string> = {},
): TraceHop => ({ code, state: 'breaks', values });

describe('the words of a hop', () => {
  it('names what the hop tells, and the way out', () => {
    const missing = hop('grant.missing', { namespace: 'data', from: 'shop' });
    expect(placeWord(missing, t)).toBe('Grant');
    expect(hopWords(missing, t, 'en')).toBe(
      'Namespace data does not let routes of shop use its Service.',
    );
    expect(mendWords(missing, t)).toBe(
      'Add a ReferenceGrant in namespace data from routes of shop to its Services.',
    );
  });

  it('leaves out what the hop does not tell', () => {
    expect(hopWords(hop('class.notAccepted', { class: 'eg' }), t, 'en')).toBe(
      'No controller has taken the class eg.',
    );
    expect(mendWords(hop('policy.hangsOnSource'), t)).toBeUndefined();
  });

  it('writes a moment as the reader does', () => {
    const ended = hop('certificate.expired', {
      certificate: 'shop',
      // Noon, which is on this day wherever one reads it.
      time: '2026-03-04T12:00:00Z',
    });
    expect(hopWords(ended, t, 'en-GB')).toMatch(
      /^Certificate shop ended at \d+ Mar 2026, \d\d:00\.$/,
    );
    expect(hopWords(ended, t, 'de')).toMatch(/\.03\.2026, \d\d:/);
  });

  it('leaves no gap where it names what some hops do not tell', () => {
    const { words, mend } = traceMessages;
    const named = [...Object.values(words), ...Object.values(mend)]
      .flatMap(texts => Object.values<string>(texts))
      .flatMap(text =>
        [...text.matchAll(/{{(\w+)}}/g)].map(([, name]) => name),
      );
    const unknown = named.filter(name => !(name in UNTOLD));
    expect(named).not.toEqual([]);
    expect(unknown).toEqual([]);
  });
});
