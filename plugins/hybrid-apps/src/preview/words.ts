import { Translate } from '../translation';
import { Problem } from './manifests';

/** The ports on one side of a change. */
export function portsText(ports: string | undefined, t: Translate): string {
  switch (ports) {
    case undefined:
      return '—';
    case 'All Connections':
      return t('policies.all');
    case 'No Connections':
      return t('policies.none');
    default:
      return ports;
  }
}

/** A problem as a sentence, led by its place. */
export function problemText({ code, detail, place }: Problem, t: Translate) {
  const text = t(`preview.problem.${code}`, { detail });
  return place
    ? t('preview.at', {
        line: String(place.line),
        column: String(place.column),
        text,
      })
    : text;
}
