import { withoutCredentials } from './url';

describe('withoutCredentials', () => {
  it.each([
    [
      'https://user:s3cret@images.example/disk.img',
      'https://images.example/disk.img',
    ],
    [
      "https://user:pa's3cret@images.example/disk.img",
      'https://images.example/disk.img',
    ],
    [
      'https://user:pa"s3cret@images.example/disk.img',
      'https://images.example/disk.img',
    ],
    [
      "https://images.example/it's.img?sig=s3cret",
      "https://images.example/it's.img",
    ],
    ['https://user:s3/cret@images.example/x', 'https://…'],
    [
      "Unable to connect to 'https://user:pa's3cret@images.example/x': timeout",
      "Unable to connect to 'https://images.example/x': timeout",
    ],
    [
      'Get "https://images.example/x?token=s3cret": EOF',
      'Get "https://images.example/x": EOF',
    ],
    ['//user:s3cret@images.example/x', '//…@images.example/x'],
    ['user:s3cret@images.example/x', '…@images.example/x'],
    ['https:user:s3cret@images.example', '…@images.example'],
  ])('of %s keeps %s', (written, kept) => {
    expect(withoutCredentials(written)).toBe(kept);
  });

  it.each([
    'quay.io/shop/web:1.0@sha256:0123456789abcdef',
    'registry.example:5000/shop/web@sha256:0123456789abcdef',
    'Back-off restarting failed container web in pod web-1_shop(uid)',
    'Readiness probe failed: Get "http://10.0.0.1:8080/ready": EOF',
    'shop/backup-net@net1',
    '0/3 nodes are available: 3 Insufficient memory.',
    'fe80::1',
  ])('leaves %s as it is', text => {
    expect(withoutCredentials(text)).toBe(text);
  });

  it('takes no longer for a text that is long and begins as credentials do', () => {
    const texts = ['a:', 'a:b', ':', '@', 'x://', "x://a'", 'a.'].map(part =>
      part.repeat(300_000),
    );
    // The square of such a length would take minutes.
    expect(texts.map(text => withoutCredentials(text).length > 0)).toEqual(
      texts.map(() => true),
    );
  });
});
