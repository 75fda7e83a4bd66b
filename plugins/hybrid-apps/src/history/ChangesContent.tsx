import { Timeline } from './Timeline';

/** The entity tab Changes: what happened to the app and what people did to it, newest first. */
export function ChangesContent() {
  return <Timeline />;
}
