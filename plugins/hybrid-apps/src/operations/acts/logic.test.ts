import { ResponseError } from '@backstage/errors';
import {
  ActDone,
  PerformActRequest,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { createTestTexts } from '../../__testUtils__/texts';
import { setHidden } from '../../__testUtils__/setHidden';
import { Field, fieldsOf, initialOf, isFilled } from './fields';
import { follow, FOLLOW_MS } from './follow';
import { send } from './send';
import { saidOf } from './words';

const app = { kind: 'system', namespace: 'default', name: 'inventory' };
const request: PerformActRequest = {
  id: '5f0c7a52-7a3c-4a0f-9c53-6a2d60b7a0b1',
  act: 'vm-stop',
  object: 'onprem/inventory/kubevirt.io/VirtualMachine/mongodb-vm',
  basis: 'b',
};
const doneOf = (state: ActDone['state']): ActDone => ({
  ...request,
  askedBy: 'user:default/ann',
  state,
  askedAt: '2026-11-20T12:00:00Z',
  until: '2026-11-20T12:05:00Z',
});
const answered = (status: number, message: string) =>
  ResponseError.fromResponse(
    new Response(
      JSON.stringify({
        error: { name: 'AnyError', message },
        response: { statusCode: status },
      }),
      { status, headers: { 'content-type': 'application/json' } },
    ),
  );

describe('send', () => {
  it('asks once where there is an answer', async () => {
    const performAct = jest.fn(async () => doneOf('taken'));
    expect(await send({ performAct }, app, request)).toEqual({
      is: 'told',
      done: doneOf('taken'),
    });
    expect(performAct).toHaveBeenCalledTimes(1);
  });

  it.each([400, 403, 409, 500, 503])(
    'takes %d for an answer, and says why',
    async status => {
      const error = await answered(status, 'Not like that.');
      const performAct = jest.fn().mockRejectedValue(error);
      expect(await send({ performAct }, app, request)).toMatchObject({
        is: 'refused',
        error: { message: 'Not like that.' },
      });
      expect(performAct).toHaveBeenCalledTimes(1);
    },
  );

  it('asks again by the same id where the answer was lost', async () => {
    const performAct = jest
      .fn()
      .mockRejectedValueOnce(new TypeError('Failed to fetch'))
      .mockResolvedValueOnce(doneOf('taken'));
    expect(await send({ performAct }, app, request)).toMatchObject({
      is: 'told',
    });
    expect(performAct.mock.calls).toEqual([
      [app, request],
      [app, request],
    ]);
  });

  it('asks no third time, and says that it is not known', async () => {
    const performAct = jest
      .fn()
      .mockRejectedValueOnce(await answered(502, 'Bad Gateway'))
      .mockRejectedValue(new TypeError('Failed to fetch'));
    expect(await send({ performAct }, app, request)).toMatchObject({
      is: 'lost',
      error: { message: 'Failed to fetch' },
    });
    expect(performAct).toHaveBeenCalledTimes(2);
  });
});

describe('follow', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => setHidden(false));

  const pass = (ms: number) => jest.advanceTimersByTimeAsync(ms);

  it('asks each second, over what fails, until it ended', async () => {
    const ask = jest
      .fn<Promise<ActDone | undefined>, [AbortSignal]>()
      .mockResolvedValueOnce(doneOf('taken'))
      .mockRejectedValueOnce(new Error('gone for a moment'))
      .mockResolvedValueOnce(undefined)
      .mockResolvedValueOnce(doneOf('done'));
    const told: string[] = [];
    follow(ask, ({ state }) => told.push(state));
    await pass(FOLLOW_MS - 1);
    expect(ask).not.toHaveBeenCalled();
    await pass(1 + 10 * FOLLOW_MS);
    expect(ask).toHaveBeenCalledTimes(4);
    expect(told).toEqual(['taken', 'done']);
  });

  it.each(['failed', 'late', 'unknown'] as const)(
    'takes %s for an end',
    async state => {
      const ask = jest.fn(async () => doneOf(state));
      follow(ask, () => {});
      await pass(5 * FOLLOW_MS);
      expect(ask).toHaveBeenCalledTimes(1);
    },
  );

  it('asks nothing in the background, and at once as the page is looked at again', async () => {
    const ask = jest.fn(async () => doneOf('taken'));
    const end = follow(ask, () => {});
    setHidden(true);
    await pass(10 * FOLLOW_MS);
    expect(ask).not.toHaveBeenCalled();
    setHidden(false);
    await pass(0);
    expect(ask).toHaveBeenCalledTimes(1);
    end();
    await pass(10 * FOLLOW_MS);
    expect(ask).toHaveBeenCalledTimes(1);
  });

  it('tells nothing that comes after its end', async () => {
    let answer = (_: ActDone) => {};
    const told = jest.fn();
    const end = follow(
      () =>
        new Promise(resolve => {
          answer = resolve;
        }),
      told,
    );
    await pass(FOLLOW_MS);
    end();
    answer(doneOf('done'));
    await pass(FOLLOW_MS);
    expect(told).not.toHaveBeenCalled();
  });
});

describe('fieldsOf', () => {
  it('reads what a form can ask for, and names the rest', () => {
    const { fields, unknown } = fieldsOf({
      type: 'object',
      properties: {
        replicas: {
          type: 'integer',
          minimum: 0,
          maximum: 1000,
          default: 3,
        },
        revision: {
          type: 'integer',
          oneOf: [{ const: 2, title: 'Revision 2' }, { const: 1 }, {}],
        },
        ratio: { type: 'number' },
        reason: { type: 'string', title: 'Why' },
        speed: { type: 'string', enum: ['slow', 'fast'], default: 'slow' },
        force: { type: 'boolean' },
        labels: { type: 'object' },
        words: true,
      },
      required: ['replicas'],
    });
    expect(fields).toMatchObject([
      { name: 'replicas', kind: 'integer', isRequired: true, max: 1000 },
      {
        name: 'revision',
        kind: 'choice',
        choices: [
          { value: 2, label: 'Revision 2' },
          { value: 1, label: '1' },
        ],
      },
      { name: 'ratio', kind: 'number', isRequired: false },
      { name: 'reason', kind: 'text', title: 'Why' },
      {
        name: 'speed',
        kind: 'choice',
        choices: [{ value: 'slow', label: 'slow' }, { value: 'fast' }],
      },
      { name: 'force', kind: 'flag' },
    ]);
    expect(unknown).toEqual(['labels', 'words']);
    expect(initialOf(fields)).toEqual({
      replicas: 3,
      revision: undefined,
      ratio: undefined,
      reason: undefined,
      speed: 'slow',
      force: false,
    });
    expect(fieldsOf(undefined)).toEqual({ fields: [], unknown: [] });
  });

  const whole: Field = {
    name: 'n',
    kind: 'integer',
    isRequired: true,
    min: 0,
    max: 5,
    choices: [],
  };
  it.each<[Partial<Field>, Field['initial'], boolean]>([
    [{}, 0, true],
    [{}, 5, true],
    [{}, 6, false],
    [{}, -1, false],
    [{}, 1.5, false],
    [{}, undefined, false],
    [{ isRequired: false }, undefined, true],
    [{ kind: 'number' }, 1.5, true],
    [{ kind: 'text' }, '', false],
    [{ kind: 'text' }, 'because', true],
    [{ kind: 'flag' }, false, true],
  ])('%j takes %j: %s', (field, n, filled) => {
    expect(isFilled([{ ...whole, ...field }], { n })).toBe(filled);
  });
});

describe('saidOf', () => {
  const t = createTestTexts();

  it("has the portal's own words for its own acts", () => {
    expect(
      saidOf({ act: 'vm-start', label: 'any', will: 'any' }, 'db', t),
    ).toEqual({
      label: 'Start',
      will: 'Starts the VM db.',
      did: 'db runs.',
    });
  });

  it('has for those of others what the backend tells', () => {
    expect(
      saidOf(
        { act: 'backup', label: 'Back up', will: 'Backs {{name}} up.' },
        'db',
        t,
      ),
    ).toEqual({
      label: 'Back up',
      will: 'Backs db up.',
      did: 'Back up of db: done.',
    });
    expect(saidOf({ act: 'toString' }, 'db', t).label).toBe('toString');
  });
});
