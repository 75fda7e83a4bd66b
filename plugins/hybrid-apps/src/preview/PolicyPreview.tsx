import { Alert, Button, Select, Tag, TagGroup, Text } from '@backstage/ui';
import { PolicyStatus } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { RiDeleteBinLine, RiPencilLine } from '@remixicon/react';
import { useState } from 'react';
import { useTexts } from '../translation';
import { Changes } from './Changes';
import { clustersOf, Draft, PolicySummary, readDraft } from './draft';
import { appendDocument, manifestText, Problem } from './manifests';
import { ManifestEditor } from './ManifestEditor';
import { policyName, PolicyMenu } from './PolicyMenu';
import { usePolicyObject } from './usePolicyObject';
import { usePreview } from './usePreview';
import styles from './preview.module.css';

/** What was asked last, and what is wrong with it. */
interface Asked {
  draft: Draft;
  problems: Problem[];
}

/**
 * "What would a change do?": policies as they would be and policies that would
 * be gone, and the connections that would change. Nothing is written.
 */
export function PolicyPreview({ status }: { status: PolicyStatus }) {
  const t = useTexts();
  const clusters = clustersOf(status);
  const [draft, setDraft] = useState<Draft>({
    cluster: clusters[0] ?? '',
    text: '',
    removed: [],
  });
  const [asked, setAsked] = useState<Asked>();
  const { answer, ask } = usePreview();
  const { failure, load } = usePolicyObject();

  const { cluster, text, removed } = draft;
  const policies = status.policies.filter(one => one.cluster === cluster);
  const edited = asked?.draft !== draft;

  const change = async (policy: PolicySummary) => {
    const object = await load(policy);
    if (object) {
      setDraft(now => ({
        ...now,
        text: appendDocument(now.text, manifestText(object)),
        removed: now.removed.filter(({ id }) => id !== policy.id),
      }));
    }
  };
  const show = () => {
    const { request, problems } = readDraft(draft);
    setAsked({ draft, problems });
    if (request) {
      ask(request);
    }
  };

  return (
    <div className={styles.preview}>
      <Text as="p" color="secondary">
        {t('preview.help')}
      </Text>
      <div className={styles.tools}>
        {clusters.length > 1 && (
          <Select
            className={styles.cluster}
            size="small"
            label={t('preview.cluster')}
            options={clusters.map(id => ({ id, label: id }))}
            selectedKey={cluster}
            onSelectionChange={key =>
              setDraft({ ...draft, cluster: String(key), removed: [] })
            }
          />
        )}
        <PolicyMenu
          label={t('preview.change')}
          icon={<RiPencilLine />}
          policies={policies}
          onChoose={change}
        />
        <PolicyMenu
          label={t('preview.remove')}
          icon={<RiDeleteBinLine />}
          policies={policies.filter(
            ({ id }) => !removed.some(one => one.id === id),
          )}
          onChoose={policy =>
            setDraft({ ...draft, removed: [...removed, policy] })
          }
        />
      </div>
      {failure && (
        <Alert
          status="danger"
          icon
          role="alert"
          title={t('preview.notLoaded', { policy: policyName(failure.policy) })}
          description={failure.error.message}
        />
      )}
      {removed.length > 0 && (
        <div className={styles.removed}>
          <Text id="hybrid-apps-removed" variant="body-small" weight="bold">
            {t('preview.removed')}
          </Text>
          <TagGroup
            aria-labelledby="hybrid-apps-removed"
            onRemove={keys =>
              setDraft({
                ...draft,
                removed: removed.filter(({ id }) => !keys.has(id)),
              })
            }
          >
            {removed.map(policy => (
              <Tag key={policy.id} id={policy.id} icon={<RiDeleteBinLine />}>
                {policyName(policy)}
              </Tag>
            ))}
          </TagGroup>
        </div>
      )}
      <ManifestEditor
        text={text}
        problems={edited ? [] : asked.problems}
        onChange={next => setDraft({ ...draft, text: next })}
      />
      <div className={styles.ask}>
        <Button
          variant="primary"
          isPending={answer.state === 'asking'}
          onPress={show}
        >
          {t('preview.show')}
        </Button>
        <Text color="secondary" variant="body-small">
          {t('preview.nothingWritten')}
        </Text>
      </div>
      <Changes answer={answer} outdated={edited || asked.problems.length > 0} />
    </div>
  );
}
