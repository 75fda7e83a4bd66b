import { Button, Text } from '@backstage/ui';
import { useTexts } from '../translation';
import { CollapsedPicture } from './collapse';
import { idsDrawn } from './fold';
import { bestFirst, Picture } from './view';
import { kindWord, placeOf } from './words';
import styles from './topology.module.css';

/** Of what is found behind groups, so many are listed. */
const LISTED = 6;

interface LeftOutProps {
  /** All that the switches let through, and what of it is drawn. */
  picture: Picture;
  drawn: CollapsedPicture;
  found: ReadonlySet<string>;
  /** What was searched for. */
  find: string;
  onReveal: (id: string) => void;
  onTable: () => void;
}

/** Says what the graph does not draw, and leads to what a search found there. */
export function LeftOut(props: LeftOutProps) {
  const { picture, drawn, found, find, onReveal, onTable } = props;
  const t = useTexts();
  const shown = idsDrawn(drawn);
  if (shown.size === picture.nodes.length) {
    return null;
  }
  const hits = bestFirst(
    picture.nodes.filter(({ id }) => found.has(id) && !shown.has(id)),
    find,
  );
  return (
    <div className={styles.leftOut}>
      <div className={styles.leftOutLine}>
        <Text variant="body-small" color="secondary" role="status">
          {t('topology.leftOut', {
            shown: String(shown.size),
            total: String(picture.nodes.length),
          })}
        </Text>
        <Button size="small" variant="tertiary" onPress={onTable}>
          {t('topology.allInTable')}
        </Button>
      </div>
      {hits.length > 0 && (
        <section aria-label={t('topology.foundInGroups')}>
          <Text variant="body-small">{t('topology.foundInGroups')}</Text>
          <ul className={styles.hits}>
            {hits.slice(0, LISTED).map(node => (
              <li key={node.id}>
                <Button
                  size="small"
                  variant="tertiary"
                  onPress={() => onReveal(node.id)}
                >
                  {t('topology.hit', {
                    component: `${kindWord(node.kind, t)} ${node.name}`,
                    place: placeOf(node),
                  })}
                </Button>
              </li>
            ))}
            {hits.length > LISTED && (
              <li>
                <Button size="small" variant="tertiary" onPress={onTable}>
                  {t('topology.more', { count: hits.length - LISTED })}
                </Button>
              </li>
            )}
          </ul>
        </section>
      )}
    </div>
  );
}
