import { Act as AddedAct } from '@hybrid-apps/backstage-plugin-hybrid-apps-node';
import { z } from 'zod';
import { systemClock } from '../../clock';
import { createStoreFromObjects } from '../../kinds';
import { allActs, guarded, offersFor, takeUp } from '.';
import { POSSIBLE } from './types';

const store = createStoreFromObjects('onprem', []);
const pod = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'a', namespace: 'shop', uid: 'a-1' },
};
const thrower = () => {
  throw new Error('oh');
};

const act = (more: object = {}): AddedAct => ({
  id: 'try.any',
  kinds: ['/Pod'],
  right: 'power',
  words: { label: 'Try', will: 'Tries {{name}}.', did: 'Tried.' },
  danger: 'none',
  needs: [],
  offer: () => ({ possible: true }),
  basis: () => null,
  steps: () => [
    {
      request: { method: 'PUT', path: '/any' },
      progress: () => ({ state: 'done' }),
      timeoutMs: 1_000,
    },
  ],
  ...more,
});

describe('what a module adds', () => {
  it('is taken up in its order, after what is there', () => {
    const first = takeUp([], [], [act()]);
    expect(
      takeUp([], first, [act({ id: 'try.other' })]).map(({ id }) => id),
    ).toEqual(['try.any', 'try.other']);
  });

  it.each<[string, object, RegExp]>([
    ['an id without a plugin', { id: 'any' }, /id: expected the plugin's id/],
    ['no kinds', { kinds: [] }, /kinds: /],
    ['a kind without a group', { kinds: ['Pod'] }, /kinds\.0: expected 'group/],
    ['another right', { right: 'all' }, /right: /],
    [
      'a missing word',
      { words: { label: '', will: 'x', did: 'x' } },
      /words\.label/,
    ],
    ['no word of danger', { danger: undefined }, /danger: /],
    ['no offer', { offer: undefined }, /offer: expected a function/],
    ['no steps', { steps: 1 }, /steps: expected a function/],
    ['input that is no object', { input: z.string() }, /schema of an object/],
    ['input that no schema tells', { input: z.date() }, /Date/],
  ])('is refused by its id with %s', (_, more, message) => {
    expect(() => takeUp([], [], [act(more)])).toThrow(
      /^The act '.*' is not described in full: /,
    );
    expect(() => takeUp([], [], [act(more)])).toThrow(message);
  });

  it('is refused where its id is taken, also by one that comes with it', () => {
    expect(() => takeUp([], [act()], [act()])).toThrow(
      /There is an act 'try\.any' already/,
    );
    expect(() => takeUp([], [], [act(), act()])).toThrow(/already/);
    expect(() => takeUp([{ id: 'try.any' }], [], [act()])).toThrow(/already/);
  });

  it('never has the id of an act of the portal', () => {
    expect(allActs(systemClock).filter(({ id }) => id.includes('.'))).toEqual(
      [],
    );
  });
});

describe('an act that was added', () => {
  const onFault = jest.fn();
  beforeEach(() => onFault.mockReset());
  const guard = (more: object) => guarded(act(more), onFault);

  it.each<[string, object]>([
    ['throws', { offer: thrower }],
    ['says nothing of why not', { offer: () => ({ possible: false }) }],
    ['cannot tell its basis', { basis: thrower }],
    ['has a basis that is no JSON', { basis: () => 1n }],
  ])('is unknown alone where it %s', (_, more) => {
    const both = [guard(more), guarded(act({ id: 'try.other' }), onFault)];
    for (let time = 0; time < 2; time++) {
      expect(offersFor(both, pod, store, () => POSSIBLE)).toMatchObject([
        { offer: { possible: false, why: expect.any(String) } },
        { offer: { possible: true } },
      ]);
    }
    expect(both[0].offer(pod, store)).toMatchObject({
      why: expect.stringMatching(
        /^Whether it can be done is not known: what the plugin 'try' says of it failed \(/,
      ),
    });
    expect(JSON.stringify(both[0].basis(pod, store))).toBeDefined();
    // Offers are asked for all the time, and the log need not tell it each time.
    expect(onFault.mock.calls).toEqual([
      [
        expect.objectContaining({
          act: 'try.any',
          plugin: 'try',
          where: 'offer',
          object: 'Pod a',
        }),
      ],
    ]);
  });

  it.each<[string, object]>([
    ['throws', { steps: thrower }],
    ['has none', { steps: () => [] }],
    ['has one without an end', { steps: () => [{ request: thrower }] }],
  ])('says that nothing was done where it %s for its steps', (_, more) => {
    expect(() => guard(more).steps(pod, undefined, store)).toThrow(
      /^Nothing was done: what the plugin 'try' says of it failed/,
    );
    expect(onFault).toHaveBeenCalledTimes(1);
  });

  it.each([thrower, () => ({ state: 'perhaps' })])(
    'is unknown in the end where it cannot say how far it is',
    progress => {
      const [step] = guard({
        steps: () => [
          { request: { method: 'PUT', path: '/' }, progress, timeoutMs: 1 },
        ],
      }).steps(pod, undefined, store);
      expect(step.progress(store)).toEqual({
        state: 'unknown',
        why: expect.stringMatching(/^How far it is cannot be told: /),
      });
    },
  );
});
