import { Cell, CellText, ColumnConfig, Text, useTable } from '@backstage/ui';
import { Finding } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import {
  RiAlertFill,
  RiErrorWarningFill,
  RiInformationLine,
} from '@remixicon/react';
import { useMemo } from 'react';
import { CardTable } from '../components';
import { kindWord } from '../topology/words';
import { Translate, useTexts } from '../translation';
import styles from './policies.module.css';

const ICONS = {
  error: RiErrorWarningFill,
  warning: RiAlertFill,
  info: RiInformationLine,
};

const ORDER: Array<Finding['severity']> = ['error', 'warning', 'info'];

type Row = Finding & { id: string };

function columns(t: Translate): ColumnConfig<Row>[] {
  return [
    {
      id: 'severity',
      label: t('policies.severity'),
      width: '0.7fr',
      minWidth: 104,
      cell: ({ severity }) => {
        const Icon = ICONS[severity];
        return (
          <Cell>
            <span className={styles.severity} data-severity={severity}>
              <Icon size={16} aria-hidden /> {t(`policies.${severity}`)}
            </span>
          </Cell>
        );
      },
    },
    {
      id: 'what',
      label: t('policies.what'),
      isRowHeader: true,
      width: '3fr',
      cell: ({ title, message }) => (
        <Cell>
          <div className={styles.wrap}>
            <strong>{title}</strong>
            <div>{message}</div>
          </div>
        </Cell>
      ),
    },
    {
      id: 'where',
      label: t('policies.where'),
      width: '1.5fr',
      cell: ({ objects, fieldPath }) => (
        <Cell>
          <div className={styles.wrap}>
            {objects.map(({ kind, namespace, name }) => (
              <div key={`${kind}/${namespace}/${name}`}>
                {`${kindWord(kind, t)} ${name}`}
              </div>
            ))}
            {fieldPath && <code>{fieldPath}</code>}
          </div>
        </Cell>
      ),
    },
    {
      id: 'fix',
      label: t('policies.fix'),
      width: '2fr',
      cell: ({ fix }) =>
        fix ? (
          <Cell>
            <div className={styles.wrap}>{fix}</div>
          </Cell>
        ) : (
          <CellText title="—" />
        ),
    },
  ];
}

/** What to act on, the worst first. */
export function Findings({ findings }: { findings: Finding[] }) {
  const t = useTexts();
  const columnConfig = useMemo(() => columns(t), [t]);
  const rows = useMemo(
    () =>
      findings
        .map((finding, index) => ({
          ...finding,
          id: `${index}/${finding.code}`,
        }))
        .sort((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity)),
    [findings],
  );
  const { tableProps } = useTable<Row>({
    mode: 'complete',
    data: rows,
    paginationOptions: { type: 'none' },
  });
  return findings.length === 0 ? (
    <Text as="p" color="secondary">
      {t('policies.findingsNone')}
    </Text>
  ) : (
    <CardTable<Row> {...tableProps} columnConfig={columnConfig} />
  );
}
