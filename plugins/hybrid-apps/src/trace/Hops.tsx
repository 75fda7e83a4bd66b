import { Button, Text } from '@backstage/ui';
import {
  Topology,
  TraceHop,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { useLocale } from '../components';
import { Rule } from '../reachability';
import { nodeOfObject } from '../topology/view';
import { useTexts } from '../translation';
import { TraceMark } from './TraceMark';
import { hopWords, mendWords, placeWord } from './words';
import styles from './trace.module.css';

/** Opens an object's YAML in the panel of what it is drawn as. */
export type OpenObject = (node: string, object: string) => void;

interface HopsProps {
  hops: readonly TraceHop[];
  topology: Topology;
  onOpen: OpenObject;
}

/** Which object says so, in which field. */
function Said(props: Omit<HopsProps, 'hops'> & { hop: TraceHop }) {
  const { hop, topology, onOpen } = props;
  const { evidence } = hop;
  if (!evidence) {
    return null;
  }
  const { object, fieldPath, value } = evidence;
  const text = [
    `${object.kind} ${object.name}`,
    fieldPath && ` › ${fieldPath}`,
    value && ` = ${value}`,
  ]
    .filter(Boolean)
    .join('');
  const { id } = object;
  const node = nodeOfObject(topology.nodes, id);
  return node && id !== undefined ? (
    <Button
      size="small"
      variant="tertiary"
      className={styles.link}
      onPress={() => onOpen(node.id, id)}
    >
      {text}
    </Button>
  ) : (
    <code>{text}</code>
  );
}

function Hop(props: Omit<HopsProps, 'hops'> & { hop: TraceHop }) {
  const t = useTexts();
  const locale = useLocale();
  const { hop } = props;
  const mend = hop.state === 'passes' ? undefined : mendWords(hop, t);
  return (
    <li className={styles.hop} data-state={hop.state}>
      <TraceMark state={hop.state} />
      <div className={styles.told}>
        <Text as="p" variant="body-medium">
          <strong>{placeWord(hop, t)}</strong> {hopWords(hop, t, locale)}
        </Text>
        {mend && (
          <Text as="p" variant="body-medium">
            {t('trace.mendLabel')} {mend}
          </Text>
        )}
        <Said {...props} />
        {hop.rules?.map((rule, index) => (
          <Rule key={index} rule={rule} />
        ))}
      </div>
    </li>
  );
}

/** The hops of a way in their order; what comes after a break is told apart. */
export function Hops(props: HopsProps & { isBeyond?: boolean }) {
  const t = useTexts();
  const { hops, isBeyond = false, ...rest } = props;
  const at = isBeyond ? -1 : hops.findIndex(({ state }) => state === 'breaks');
  const reached = at === -1 ? hops : hops.slice(0, at + 1);
  const beyond = hops.slice(reached.length);
  return (
    <>
      <ol className={styles.hops} data-beyond={isBeyond}>
        {reached.map((hop, index) => (
          <Hop key={index} hop={hop} {...rest} />
        ))}
      </ol>
      {beyond.length > 0 && (
        <>
          <Text as="p" variant="body-small" color="secondary">
            {t('trace.beyond')}
          </Text>
          <ol
            className={styles.hops}
            data-beyond
            start={reached.length + 1}
            aria-label={t('trace.beyond')}
          >
            {beyond.map((hop, index) => (
              <Hop key={index} hop={hop} {...rest} />
            ))}
          </ol>
        </>
      )}
    </>
  );
}
