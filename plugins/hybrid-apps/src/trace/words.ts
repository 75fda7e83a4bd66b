import { TraceHop } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { Translate } from '../translation';
import { traceMessages } from '../translations/en/trace';

/** All that words about a hop may name; what a hop does not tell is left out of them. */
export const UNTOLD = {
  address: '',
  addresses: '',
  all: '',
  by: '',
  certificate: '',
  class: '',
  closer: '',
  conditions: '',
  controller: '',
  declared: '',
  from: '',
  gateway: '',
  host: '',
  hosts: '',
  kind: '',
  listener: '',
  listeners: '',
  message: '',
  name: '',
  namespace: '',
  nodes: '',
  of: '',
  path: '',
  paths: '',
  pod: '',
  port: '',
  ports: '',
  protocol: '',
  ready: '',
  reason: '',
  secret: '',
  selector: '',
  service: '',
  summary: '',
  target: '',
  time: '',
  type: '',
  wanted: '',
};

type Place = keyof typeof traceMessages.at;

const isPlace = (text: string): text is Place => text in traceMessages.at;

/** Where a hop is: of `port.missing`, the port. */
export function placeWord({ code }: Pick<TraceHop, 'code'>, t: Translate) {
  const [place] = code.split('.');
  return isPlace(place) ? t(`trace.at.${place}`) : place;
}

/** A moment as Kubernetes writes it (RFC 3339), which nothing else in a hop looks like. */
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

/** With moments as the reader writes them. */
const legible = (values: TraceHop['values'], locale: string) =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      MOMENT.test(value)
        ? new Date(value).toLocaleString(locale, {
            dateStyle: 'medium',
            timeStyle: 'short',
          })
        : value,
    ]),
  );

/** What is so at a hop, in a sentence or two. */
export const hopWords = (
  { code, values }: TraceHop,
  t: Translate,
  locale: string,
): string =>
  t(`trace.words.${code}`, { ...UNTOLD, ...legible(values, locale) }).trim();

type Mends = typeof traceMessages.mend;
/** The codes that something can be done about. */
type Mended = {
  [At in keyof Mends]: `${At}.${Extract<keyof Mends[At], string>}`;
}[keyof Mends];

const MENDED = new Set<string>(
  Object.entries(traceMessages.mend).flatMap(([at, texts]) =>
    Object.keys(texts).map(what => `${at}.${what}`),
  ),
);

const isMended = (code: string): code is Mended => MENDED.has(code);

/** What to do where a way breaks; undefined where there is nothing to say. */
export const mendWords = (
  { code, values }: Pick<TraceHop, 'code' | 'values'>,
  t: Translate,
): string | undefined =>
  isMended(code)
    ? t(`trace.mend.${code}`, { ...UNTOLD, ...values })
    : undefined;
