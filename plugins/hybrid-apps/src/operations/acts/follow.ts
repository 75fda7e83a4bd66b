import { ActDone } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';

/** Milliseconds between two questions how an act is. */
export const FOLLOW_MS = 1_000;

/** Whether more is to come of an act. */
export const isOpen = ({ state }: Pick<ActDone, 'state'>): boolean =>
  state === 'asked' || state === 'taken';

/**
 * Asks how an act is until it ended, as long as the page is looked at. A question
 * that fails is asked again: the act goes on without it.
 *
 * @returns ends it
 */
export function follow(
  ask: (signal: AbortSignal) => Promise<ActDone | undefined>,
  tell: (done: ActDone) => void,
): () => void {
  const abort = new AbortController();
  const { signal } = abort;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running = false;

  const look = async () => {
    running = true;
    const done = await ask(signal).catch(() => undefined);
    running = false;
    if (signal.aborted) {
      return;
    }
    if (done) {
      tell(done);
    }
    if (done && !isOpen(done)) {
      end();
    } else if (!document.hidden) {
      timer = setTimeout(look, FOLLOW_MS);
    }
  };
  const onVisibility = () => {
    clearTimeout(timer);
    if (!document.hidden && !running) {
      look();
    }
  };
  function end() {
    abort.abort();
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', onVisibility);
  }
  document.addEventListener('visibilitychange', onVisibility);
  if (!document.hidden) {
    timer = setTimeout(look, FOLLOW_MS);
  }
  return end;
}
