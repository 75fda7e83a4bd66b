import { PlainObject } from '../../../clusters';
import { createStoreFromObjects } from '../../../kinds';
import { certificateActs } from './certificates';

const [renew] = certificateActs(() => new Date('2026-01-01T12:00:00.000Z'));

const READY = { type: 'Ready', status: 'True' };
const issuing = (status: string, at: string, more: object = {}) => ({
  type: 'Issuing',
  status,
  lastTransitionTime: `2026-01-01T${at}Z`,
  ...more,
});
const FAILED = issuing('False', '11:00:00', {
  reason: 'Failed',
  message: 'The certificate request has failed to complete: no route',
});
const certificate = (
  conditions: object[],
  status: object = {},
): PlainObject => ({
  apiVersion: 'cert-manager.io/v1',
  kind: 'Certificate',
  metadata: { namespace: 'shop', name: 'shop', uid: 'shop' },
  spec: { secretName: 'shop', issuerRef: { name: 'ca' } },
  status: {
    conditions,
    revision: 1,
    notBefore: '2025-12-01T00:00:00Z',
    notAfter: '2026-02-01T00:00:00Z',
    ...status,
  },
});

function progressOf(before: PlainObject, now: PlainObject) {
  const store = createStoreFromObjects('onprem', [before]);
  const [object] = store.list({
    group: 'cert-manager.io',
    kind: 'Certificate',
  });
  const [{ progress }] = renew.steps(object, undefined, store);
  return progress(createStoreFromObjects('onprem', [now]));
}

it.each<[string, object]>([
  ['ends later', { revision: 2, notAfter: '2026-04-01T00:00:00Z' }],
  ['ends with its authority, as the last one', { revision: 2 }],
  ['is told without a number', { notBefore: '2026-01-01T12:00:00Z' }],
])('is renewed where the new one %s', (_, status) => {
  const before = certificate([READY]);
  expect(progressOf(before, before)).toEqual({ state: 'going' });
  expect(
    progressOf(
      before,
      certificate([READY, issuing('True', '12:00:00')], status),
    ),
  ).toEqual({ state: 'going' });
  expect(progressOf(before, certificate([READY], status))).toEqual({
    state: 'done',
  });
});

it('fails with what cert-manager says, and not with what it said before', () => {
  const why = 'The certificate request has failed to complete: no route.';
  const before = certificate([READY, FAILED], { failedIssuanceAttempts: 1 });
  expect(progressOf(before, before)).toEqual({ state: 'going' });
  for (const now of [
    certificate([READY, FAILED], { failedIssuanceAttempts: 2 }),
    certificate([READY, { ...FAILED, ...issuing('False', '12:00:05') }], {
      failedIssuanceAttempts: 1,
    }),
  ]) {
    expect(progressOf(before, now)).toEqual({ state: 'failed', why });
  }
  expect(
    progressOf(certificate([READY]), certificate([READY, FAILED])),
  ).toEqual({ state: 'failed', why });
});
