import { RiArrowDownSLine, RiArrowRightSLine } from '@remixicon/react';
import { memo, useState } from 'react';
import { PlainButton } from '../../components';
import { useTexts } from '../../translation';
import { parseAnsi } from './ansi';
import { Line } from './buffer';
import { tagOf, unfolded } from './find';
import styles from './logs.module.css';

/** So many colours there are for Pods; the letter tells them apart where there are more. */
const HUES = 6;

/** A Pod's letter, in its colour. */
export const PodTag = ({ index }: { index: number }) => (
  <span className={styles.tag} data-hue={index % HUES}>
    {tagOf(index)}
  </span>
);

/** A line: whose it is, when it was written, and what it says, as text alone. */
export const LogLine = memo(function OneLine(props: {
  line: Line;
  /** Of its Pod; undefined where there is but one. */
  tag?: number;
  isFound: boolean;
}) {
  const t = useTexts();
  const { line, tag, isFound } = props;
  const [isOpen, setOpen] = useState(false);
  const json = unfolded(line.text);
  return (
    <span className={styles.line} data-found={isFound || undefined}>
      {tag !== undefined && (
        <span title={line.pod}>
          <PodTag index={tag} />
        </span>
      )}
      {line.at && (
        <time className={styles.time} dateTime={line.at}>
          {line.at.slice(11, 23)}
        </time>
      )}
      {json && (
        <PlainButton
          className={styles.fold}
          aria-expanded={isOpen}
          aria-label={isOpen ? t('logs.fold') : t('logs.unfold')}
          onClick={() => setOpen(!isOpen)}
        >
          {isOpen ? (
            <RiArrowDownSLine size={16} aria-hidden />
          ) : (
            <RiArrowRightSLine size={16} aria-hidden />
          )}
        </PlainButton>
      )}
      <span className={styles.text}>
        {isOpen
          ? json
          : parseAnsi(line.text).map(({ text, ...look }, index) => (
              <span
                // eslint-disable-next-line react/no-array-index-key -- a line does not change
                key={index}
                data-colour={look.colour}
                data-bold={look.bold}
                data-dim={look.dim}
                data-italic={look.italic}
                data-underline={look.underline}
              >
                {text}
              </span>
            ))}
        {line.cut && <em className={styles.cut}> … ({t('logs.cut')})</em>}
      </span>
    </span>
  );
});
