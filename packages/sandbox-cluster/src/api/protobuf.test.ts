import { readDeleteOptions, readReviewSpec } from './protobuf';

const varint = (value: number): number[] =>
  value < 128
    ? [value]
    : [(value % 128) + 128, ...varint(Math.floor(value / 128))];

const bytes = (number: number, value: Buffer | string): Buffer => {
  const content = Buffer.from(value);
  return Buffer.concat([
    Buffer.from([number * 8 + 2, ...varint(content.length)]),
    content,
  ]);
};

const integer = (number: number, value: number): Buffer =>
  Buffer.from([number * 8, ...varint(value)]);

/** As client-go sends it: the magic, and the object in a runtime.Unknown. */
const envelope = (...fields: Buffer[]): Buffer =>
  Buffer.concat([
    Buffer.from('k8s\0'),
    bytes(1, Buffer.concat([bytes(1, 'v1'), bytes(2, 'Kind')])),
    bytes(2, Buffer.concat(fields)),
  ]);

describe('readDeleteOptions', () => {
  it('reads each option', () => {
    const body = envelope(
      integer(1, 300),
      bytes(2, Buffer.concat([bytes(1, 'some-uid'), bytes(2, '42')])),
      integer(3, 1),
      bytes(4, 'Foreground'),
      bytes(5, 'All'),
    );
    expect(readDeleteOptions(body)).toEqual({
      gracePeriodSeconds: 300,
      preconditions: { uid: 'some-uid', resourceVersion: '42' },
      orphanDependents: true,
      propagationPolicy: 'Foreground',
      dryRun: ['All'],
    });
  });

  it('reads that there is none', () => {
    expect(readDeleteOptions(envelope())).toEqual({
      preconditions: {},
      dryRun: [],
    });
  });
});

it('reads the spec of a review', () => {
  const attributes = Buffer.concat([bytes(1, 'shop'), bytes(2, 'list')]);
  const spec = bytes(2, bytes(1, attributes));
  expect(readReviewSpec('SelfSubjectAccessReview', envelope(spec))).toEqual({
    resourceAttributes: { namespace: 'shop', verb: 'list' },
  });
});

it.each([
  ['not Kubernetes protobuf', Buffer.from('{"kind":"Pod"}')],
  ['cut short', envelope(bytes(4, 'Foreground')).subarray(0, -3)],
  ['cut short', Buffer.concat([Buffer.from('k8s\0'), Buffer.from([0x12])])],
  ['of an unknown type', envelope(Buffer.from([0x0d, 0, 0, 0, 0]))],
])('refuses what is %s', (words, body) => {
  expect(() => readDeleteOptions(body)).toThrow(words);
});
