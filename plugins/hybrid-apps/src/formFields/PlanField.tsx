import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { Text } from '@backstage/ui';
import { useMemo } from 'react';
import { TopologyImage, TOKENS } from '../topology/image';
import { useLayout } from '../topology/layout';
import { useTexts } from '../translation';
import { Answers, planOf } from './plan';
import styles from './plan.module.css';

const schema = makeFieldSchema({ output: z => z.string() });

/** Draws what the answers so far will create. It asks nothing. */
export function PlanField({ formContext }: typeof schema.TProps) {
  const t = useTexts();
  const answers: Answers | undefined = formContext?.formData;
  const planned = t('plan.planned');
  const plan = useMemo(
    () => planOf(answers ?? {}, planned),
    [answers, planned],
  );
  return plan ? <Plan plan={plan} /> : null;
}

function Plan({ plan }: { plan: NonNullable<ReturnType<typeof planOf>> }) {
  const t = useTexts();
  const { layout } = useLayout(plan, 'namespace');
  const title = t('plan.title');
  return (
    <figure className={styles.plan} aria-label={title}>
      <Text as="p" variant="body-medium" weight="bold">
        {title}
      </Text>
      {layout && (
        <div
          className={styles.scroll}
          // It may be wider than the form; the arrow keys scroll what has the focus.
          // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          tabIndex={0}
          role="group"
          aria-label={title}
        >
          <TopologyImage picture={plan} layout={layout} colors={TOKENS} t={t} />
        </div>
      )}
    </figure>
  );
}

export const planField = createFormField({
  name: 'HybridAppsPlan',
  component: PlanField,
  schema,
});
