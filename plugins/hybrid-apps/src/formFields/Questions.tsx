import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { useEffect, useMemo, useRef } from 'react';
import { askedOf, Page, settle } from './asked';

const schema = makeFieldSchema({ output: z => z.record(z.unknown()) });

type Props = typeof schema.TProps;
/** The same object as long as it says the same. */
function useStable<T>(value: T): T {
  const text = JSON.stringify(value);
  // eslint-disable-next-line react-hooks/exhaustive-deps
  return useMemo(() => value, [text]);
}

/** The page with the questions that its answers ask, and the answers settled to it. */
function useAsked({ formData, onChange, registry, ...props }: Props): Page {
  const page = useStable(props.schema);
  const before = useRef(page);
  useEffect(() => {
    const changes = settle(before.current, page, formData ?? {}, question =>
      registry.schemaUtils.getDefaultFormState(question),
    );
    if (Object.keys(changes).length > 0) {
      onChange({ ...formData, ...changes });
    } else {
      // Not before: the form may still give back the answers of a moment ago.
      before.current = page;
    }
  });
  return useMemo(() => askedOf(page), [page]);
}

/**
 * The questions of one page of a template. It forgets an answer when another
 * one takes its question away: the form would keep it, show it in the review,
 * and hand it to the task.
 */
export function Questions(props: Props) {
  const { ObjectField } = props.registry.fields;
  return <ObjectField {...props} schema={useAsked(props)} />;
}

export const questions = createFormField({
  name: 'HybridAppsQuestions',
  component: Questions,
  schema,
});
