import { ButtonIcon, DialogTrigger, Popover, Text } from '@backstage/ui';
import { RiArrowLeftRightLine, RiQuestionLine } from '@remixicon/react';
import { ReactNode } from 'react';
import { PostureMark } from '../../components';
import { useTexts } from '../../translation';
import { edgeColor } from './elements';
import graph from './graph.module.css';
import styles from './legend.module.css';

type Line = Pick<Parameters<typeof edgeColor>[0], 'verdict'> & {
  /** As the style sheet has them, of which each draws lines of its own. */
  relation: string;
  cut?: boolean;
};

/** A piece of a line, drawn as the graph draws it. */
const Piece = ({ relation, verdict, cut }: Line) => (
  <svg width={40} height={12} aria-hidden>
    <g
      className={graph.wire}
      data-relation={relation}
      data-verdict={verdict}
      style={{ stroke: edgeColor({ verdict }) }}
    >
      <path d="M 0 6 H 40" {...(cut && { strokeDasharray: '15 10 15' })} />
    </g>
  </svg>
);

/** What lines, borders and marks of the graph mean. */
export function Legend() {
  const t = useTexts();
  const rows: Array<[sign: ReactNode, text: string]> = [
    [<Piece relation="connects" />, t('topology.legend.traffic')],
    [<Piece relation="depends-on" />, t('topology.legend.declared')],
    [<Piece relation="mounts" />, t('topology.legend.uses')],
    [<Piece relation="applies-to" />, t('topology.legend.policy')],
    [
      <Piece relation="connects" verdict="denied" cut />,
      t('topology.legend.denied'),
    ],
    [
      <span className={styles.wireSample} data-verdict="uncertain" aria-hidden>
        ?
      </span>,
      t('topology.legend.uncertain'),
    ],
    [<span className={styles.vmSample} />, t('topology.legend.vm')],
    [
      <span className={styles.chipSample}>
        <RiArrowLeftRightLine size={12} aria-hidden />
      </span>,
      t('topology.legend.service'),
    ],
    [<PostureMark posture="isolated" iconOnly />, t('posture.ingressIsolated')],
    [<PostureMark posture="open" iconOnly />, t('posture.ingressOpen')],
    [<PostureMark posture="unknown" iconOnly />, t('posture.ingressUnknown')],
  ];
  return (
    <DialogTrigger>
      <ButtonIcon
        size="small"
        variant="secondary"
        icon={<RiQuestionLine />}
        aria-label={t('topology.legend.title')}
      />
      <Popover aria-label={t('topology.legend.title')}>
        <Text as="h3" variant="body-medium" weight="bold">
          {t('topology.legend.title')}
        </Text>
        <ul className={styles.legend}>
          {rows.map(([sign, text]) => (
            <li key={text}>
              <span className={styles.sign}>{sign}</span>
              <Text variant="body-small">{text}</Text>
            </li>
          ))}
        </ul>
      </Popover>
    </DialogTrigger>
  );
}
