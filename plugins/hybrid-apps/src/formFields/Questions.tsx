import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { useEffect, useMemo, useRef, useState } from 'react';
import { askedOf, Page, settle } from './asked';
import { useLeadToError } from './useLeadToError';

const schema = makeFieldSchema({ output: z => z.record(z.unknown()) });

type Props = typeof schema.TProps;
type Answers = Props['formData'];
type Errors = Props['errorSchema'];

const namesIn = (...answers: Answers[]) => [
  ...new Set(answers.flatMap(each => Object.keys(each ?? {}))),
];

/** The same object as long as it says the same. */
function useStable<T>(value: T): T {
  const text = JSON.stringify(value);
  // eslint-disable-next-line react-hooks/exhaustive-deps
  return useMemo(() => value, [text]);
}

/** What is wrong with the answers that were changed; what is not answered yet is not wrong. */
function useLiveErrors({ formData, registry, ...props }: Props) {
  const [changed, setChanged] = useState<readonly string[]>([]);
  // The validator compiles each object anew, and keeps it.
  const questions = useStable(props.schema);
  const errors = useMemo((): Errors => {
    const validator = registry.schemaUtils.getValidator();
    const { errorSchema } = validator.validateFormData(formData, questions);
    return Object.fromEntries(
      changed
        .filter(name => formData?.[name] !== undefined && errorSchema[name])
        .map(name => [name, errorSchema[name]]),
    );
  }, [changed, formData, questions, registry]);
  return {
    errors,
    noteChange: (names: readonly string[]) =>
      setChanged(before => [...new Set([...before, ...names])]),
  };
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
 * The questions of one page of a template. Beside what the form does by
 * itself, it
 *
 * - forgets an answer when another one takes its question away: the form would
 *   keep it, show it in the review, and hand it to the task;
 * - checks answers as they are typed;
 * - leads to the first answer that is wrong, when one tries to go on.
 */
export function Questions(props: Props) {
  const { formData, errorSchema, onChange, registry } = props;
  const { ObjectField } = registry.fields;
  const asked = useAsked(props);
  const { errors, noteChange } = useLiveErrors(props);
  const questions = useLeadToError(errorSchema);
  return (
    <div ref={questions}>
      <ObjectField
        {...props}
        schema={asked}
        errorSchema={{ ...errorSchema, ...errors }}
        onChange={(next: Answers, raised: Errors, id) => {
          const changed = namesIn(next, formData).filter(
            name => next?.[name] !== formData?.[name],
          );
          noteChange(changed);
          onChange(
            next,
            // Those found here are not the form's, which would list them.
            raised && {
              ...errorSchema,
              ...Object.fromEntries(changed.map(name => [name, raised[name]])),
            },
            id,
          );
        }}
      />
    </div>
  );
}

export const questions = createFormField({
  name: 'HybridAppsQuestions',
  component: Questions,
  schema,
});
