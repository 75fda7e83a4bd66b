import { askedOf, Page, settle } from './asked';

const settled = (before: Page, page: Page, answers: Record<string, unknown>) =>
  settle(before, page, answers, question => question.default);

const disk: Page = { type: 'string', default: 'debian:12' };
const withDisk: Page = { properties: { source: {}, disk, golden: {} } };
const withGolden: Page = {
  properties: { source: {}, disk: {}, golden: { type: 'string' } },
};

describe('askedOf', () => {
  it('leaves out what has no schema', () => {
    expect(askedOf(withDisk)).toEqual({ properties: { disk } });
    expect(askedOf({ title: 'Nothing' })).toMatchObject({ title: 'Nothing' });
  });
});

describe('settle', () => {
  it('forgets the answer to what is no longer asked', () => {
    expect(
      settled(withDisk, withGolden, { disk: 'fedora:40', elsewhere: 1 }),
    ).toEqual({ disk: undefined });
  });

  it('gives what is asked anew its default', () => {
    expect(
      settled(withGolden, withDisk, { disk: undefined, golden: 'os/rhel9' }),
    ).toEqual({ disk: 'debian:12', golden: undefined });
    expect(settled(withGolden, withDisk, { disk: 'fedora:40' })).toEqual({});
  });

  it('leaves alone what is asked as before, also where it was emptied', () => {
    expect(settled(withDisk, withDisk, { disk: undefined })).toEqual({});
    expect(settled(withDisk, withDisk, { disk: 'fedora:40' })).toEqual({});
  });
});
