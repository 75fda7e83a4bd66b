import { z } from 'zod';
import { requireValid } from './application/validate';
import { answers, readTemplate } from './__testUtils__/template';

interface Schema {
  title?: string;
  pattern?: string;
  default?: unknown;
  properties?: Record<string, Schema>;
  items?: Schema;
  dependencies?: Record<string, { oneOf: Schema[] }>;
  errorMessage?: string | { properties: Record<string, string> };
}

const schema: z.ZodType<Schema> = z.lazy(() =>
  z.looseObject({
    title: z.string().optional(),
    pattern: z.string().optional(),
    default: z.unknown().optional(),
    properties: z.record(z.string(), schema).optional(),
    items: schema.optional(),
    dependencies: z
      .record(z.string(), z.object({ oneOf: z.array(schema) }))
      .optional(),
    errorMessage: z
      .union([
        z.string(),
        z.object({ properties: z.record(z.string(), z.string()) }),
      ])
      .optional(),
  }),
);

interface Field extends Schema {
  name: string;
  /** What is said instead of the pattern. */
  help?: string;
}

const helpOf = ({ errorMessage }: Schema, name: string) =>
  typeof errorMessage === 'object' ? errorMessage.properties[name] : undefined;

/** The questions of a page, with those that a choice brings in. */
function fieldsOf(parent: Schema): Field[] {
  const branches = Object.values(parent.dependencies ?? {}).flatMap(
    ({ oneOf }) => oneOf,
  );
  return [parent, ...branches].flatMap(({ properties = {} }) =>
    Object.entries(properties).flatMap(([name, field]): Field[] => {
      const { items } = field;
      const help = helpOf(parent, name);
      const item = items && {
        ...items,
        name,
        help: typeof items.errorMessage === 'string' ? items.errorMessage : '',
      };
      return [
        { ...field, name, help },
        ...(item ? [item] : []),
        ...fieldsOf(field),
      ];
    }),
  );
}

const fields = z
  .array(schema)
  .parse(readTemplate().spec.parameters)
  .flatMap(fieldsOf);
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
    vmImage: image => ({ vm: { ...shop.vm, image } }),
    vmGoldenImage: goldenImage => ({
      vm: { ...shop.vm, image: '', goldenImage },
    }),
    vmInstancetype: instancetype => ({ vm: { ...shop.vm, instancetype } }),
    databaseNamespaces: name => ({
      database: { port: 1, access: 'namespaces', namespaces: [name] },
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
    'images/rhel9.4',
    'images-/rhel9',
    'images/rhel9.',
    'u1.medium',
    'u1.',
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
