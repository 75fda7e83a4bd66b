import { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';

/** A page of a form, as its present answers make it. */
export type Page = FieldExtensionComponentProps<unknown>['schema'];

const questionOf = (page: Page, name: string) => {
  const question = page.properties?.[name];
  return typeof question === 'object' ? question : {};
};

/** What a page lists among its properties without a schema is no question for now. */
const isAsked = (page: Page, name: string) =>
  Object.keys(questionOf(page, name)).length > 0;

/** The page with the questions alone that it asks. */
export const askedOf = (page: Page): Page => ({
  ...page,
  properties: Object.fromEntries(
    Object.entries(page.properties ?? {}).filter(([name]) =>
      isAsked(page, name),
    ),
  ),
});

/**
 * The answers that change as questions come and go: those to what is no longer
 * asked go, and what is asked anew has its default.
 *
 * @param before - the page before its present answers
 * @param defaultOf - what the form fills in for a question
 */
export function settle(
  before: Page,
  page: Page,
  answers: Record<string, unknown>,
  defaultOf: (question: Page) => unknown,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.keys(page.properties ?? {}).flatMap((name): [string, unknown][] => {
      const isAnew = isAsked(page, name) && !isAsked(before, name);
      if (isAnew && answers[name] === undefined) {
        const value = defaultOf(questionOf(page, name));
        return value === undefined ? [] : [[name, value]];
      }
      return !isAsked(page, name) && answers[name] !== undefined
        ? // The form forgets no key of its first level; undefined is never sent.
          [[name, undefined]]
        : [];
    }),
  );
}
