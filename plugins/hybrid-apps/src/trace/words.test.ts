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
    expect(hopWords(missing, t)).toBe(
      'Namespace data does not let routes of shop use its Service.',
    );
    expect(mendWords(missing, t)).toBe(
      'Add a ReferenceGrant in namespace data from routes of shop to its Services.',
    );
  });

  it('leaves out what the hop does not tell', () => {
    expect(hopWords(hop('class.notAccepted', { class: 'eg' }), t)).toBe(
      'No controller has taken the class eg.',
    );
    expect(mendWords(hop('policy.hangsOnSource'), t)).toBeUndefined();
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
