import { Button } from '@backstage/ui';
import { ObjectDetails } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { RiFileCopyLine } from '@remixicon/react';
import { useMemo, useState } from 'react';
import { stringify } from 'yaml';
import { useTexts } from '../../translation';
import { Managers } from './Managers';
import { ObjectTabProps, OneObject } from './OneObject';
import styles from './panel.module.css';

function Yaml({ object }: { object: ObjectDetails['object'] }) {
  const t = useTexts();
  const [copied, setCopied] = useState(false);
  const text = useMemo(() => stringify(object), [object]);
  return (
    <>
      <div className={styles.yamlTools}>
        <Button
          size="small"
          variant="secondary"
          iconStart={<RiFileCopyLine />}
          onPress={() =>
            navigator.clipboard.writeText(text).then(
              () => setCopied(true),
              () => setCopied(false),
            )
          }
        >
          {copied ? t('panel.copied') : t('panel.copy')}
        </Button>
      </div>
      {/* Text, whatever the cluster says; never HTML. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls */}
      <pre className={styles.yaml} tabIndex={0} aria-label={t('panel.yaml')}>
        {text}
      </pre>
    </>
  );
}

/** The object itself, and who set its fields. */
export function NodeYaml(props: ObjectTabProps) {
  return (
    <OneObject {...props}>
      {({ id, object }) => (
        <>
          <Managers key={id} id={id} />
          <Yaml object={object} />
        </>
      )}
    </OneObject>
  );
}
