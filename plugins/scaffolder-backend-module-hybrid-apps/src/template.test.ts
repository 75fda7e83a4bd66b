import { z } from 'zod';
import { requireValid } from './application/validate';
import { answers, readTemplate } from './__testUtils__/template';

const page = z.looseObject({
  title: z.string(),
  properties: z.record(
    z.string(),
    z.looseObject({
      title: z.string(),
      pattern: z.string().optional(),
      default: z.unknown().optional(),
    }),
  ),
  errorMessage: z
    .object({ properties: z.record(z.string(), z.string()) })
    .optional(),
});
const pages = z.array(page).parse(readTemplate().spec.parameters);
const fields = pages.flatMap(({ properties, errorMessage }) =>
  Object.entries(properties).map(([name, field]) => ({
    name,
    ...field,
    help: errorMessage?.properties[name],
  })),
);
const patterned = fields.filter(({ pattern }) => pattern);

describe('the form of the template Hybrid application', () => {
  it.each(patterned)(
    'says what $name takes, instead of a pattern',
    ({ help = '' }) => {
      expect(help.length).toBeGreaterThan(20);
    },
  );

  it.each(patterned.filter(({ default: value }) => value !== undefined))(
    'takes the default of $name',
    ({ pattern = '', default: value }) => {
      expect(value).toMatch(new RegExp(pattern));
    },
  );

  const shop = {
    name: 'shop',
    namespace: 'retail',
    web: { image: answers.webImage, replicas: 1, port: 80 },
    vm: { image: answers.vmImage, diskSize: '10Gi' },
    database: { port: 1, access: 'web' as const },
  };
  const takenByAction: Record<string, (value: string) => object> = {
    name: name => ({ name }),
    webImage: image => ({ web: { ...shop.web, image } }),
    host: host => ({ web: { ...shop.web, host } }),
    diskSize: diskSize => ({ vm: { ...shop.vm, diskSize } }),
    cloudInitSecret: cloudInitSecret => ({
      vm: { ...shop.vm, cloudInitSecret },
    }),
  };
  const samples = [
    'shop',
    'Shop',
    'shop-',
    '-shop',
    '1shop',
    'shop one',
    'shop.example.com',
    'quay.io/shop/web:1.0',
    'docker://quay.io/shop',
    '10Gi',
    '0Gi',
    '10GB',
    '123456Ti',
    "shop'; drop",
  ];
  it.each(patterned)(
    'takes for $name what the action takes',
    ({ name, pattern = '' }) => {
      for (const sample of samples) {
        const byForm = new RegExp(pattern).test(sample);
        let byAction = true;
        try {
          requireValid({ ...shop, ...takenByAction[name](sample) });
        } catch {
          byAction = false;
        }
        expect([sample, byForm]).toEqual([sample, byAction]);
      }
    },
  );
});
