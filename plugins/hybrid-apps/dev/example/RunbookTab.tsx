import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { Text } from '@backstage/ui';
import { TopologyTarget } from '@hybrid-apps/backstage-plugin-hybrid-apps';
import { runbookTranslationRef } from './texts';

export function RunbookTab({ node, entityRef }: TopologyTarget) {
  const { t } = useTranslationRef(runbookTranslationRef);
  return (
    <>
      <Text as="p">{t('intro', { name: node.name })}</Text>
      <ol>
        <li>{t('events')}</li>
        <li>
          {t('owner')} <EntityRefLink entityRef={node.entityRef ?? entityRef} />
        </li>
      </ol>
    </>
  );
}
