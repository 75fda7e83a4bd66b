import { RefObject, useCallback, useEffect, useRef } from 'react';

/** The first field that says of itself that its value is wrong. */
const firstInvalid = (within: Element | null): HTMLElement | undefined =>
  [
    ...(within?.querySelectorAll<HTMLElement>('[aria-invalid="true"]') ?? []),
  ].find(field => !field.closest('[aria-hidden="true"]'));

/**
 * Leads to the first field that is wrong, after one tried to go on: the form
 * shows what is wrong, but that may be far above the button.
 *
 * @param errors - what the form found when it was sent
 * @returns Where to look for fields; it has to be within the form.
 */
export function useLeadToError(errors: unknown): RefObject<HTMLDivElement> {
  const within = useRef<HTMLDivElement>(null);
  const isSent = useRef(false);

  const lead = useCallback(() => {
    const field = isSent.current ? firstInvalid(within.current) : undefined;
    if (field) {
      isSent.current = false;
      field.scrollIntoView({ block: 'center' });
      field.focus({ preventScroll: true });
    }
  }, []);

  useEffect(() => {
    const form = within.current?.closest('form');
    let frame = 0;
    const onSubmit = () => {
      isSent.current = true;
      // Where the same is wrong as before, nothing is rendered anew.
      frame = requestAnimationFrame(lead);
    };
    const onInput = () => {
      isSent.current = false;
    };
    form?.addEventListener('submit', onSubmit);
    form?.addEventListener('input', onInput);
    return () => {
      cancelAnimationFrame(frame);
      form?.removeEventListener('submit', onSubmit);
      form?.removeEventListener('input', onInput);
    };
  }, [lead]);

  // What a backend has to say comes later.
  useEffect(lead, [errors, lead]);
  return within;
}
