import { createTestTexts } from '../__testUtils__/texts';
import { causeOf, causeOrWord } from './cause';

const t = createTestTexts();

describe('causeOf', () => {
  it.each([
    [
      'ImagePullBackOff',
      "Image 'a' cannot be pulled: its registry does not know it. Check its name and tag.",
      'image not found',
    ],
    ['ErrImagePull', 'manifest unknown', 'image not found'],
    [
      'ErrImagePull',
      "Image 'a' was not pulled yet: its registry does not let the cluster have it",
      'the registry does not let the cluster have the image',
    ],
    ['ErrImagePull', 'dial tcp: i/o timeout', 'image cannot be pulled'],
    ['ErrorUnschedulable', '0/6 nodes are available', 'no node fits'],
    ['OOMKilled', undefined, 'runs out of memory'],
    ['CrashLoopBackOff', 'back-off 5m0s', 'keeps crashing'],
    [
      'CreateContainerConfigError',
      'secret "db" not found',
      'something that it is configured with is missing',
    ],
    [
      'CreateContainerConfigError',
      "Image 'a' may not run: container has runAsNonRoot",
      'image runs as root, which is not allowed',
    ],
    ['FailedCreate', 'pods "a" is forbidden: exceeded quota', 'quota used up'],
    ['FailedCreate', 'denied the request', 'the cluster refuses its Pods'],
  ])('of %s, %j', (reason, message, cause) => {
    expect(causeOf({ reason, message }, t)).toBe(cause);
  });

  it('has none of its own for what it does not know, and never guesses', () => {
    const told = { reason: 'HostnameConflict', message: 'Listener b' };
    expect(causeOf(told, t)).toBeUndefined();
    expect(causeOrWord(told, t)).toBe('HostnameConflict');
    expect(causeOrWord({ message: 'It ails' }, t)).toBe('It ails');
    expect(causeOrWord({}, t)).toBeUndefined();
  });
});
