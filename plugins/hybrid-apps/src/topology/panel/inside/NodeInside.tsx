import { Alert, Text } from '@backstage/ui';
import {
  ObjectInside,
  TopologyNode,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { UseFindings } from '../../../metrics';
import { useTexts } from '../../../translation';
import { ObjectTabProps, OneObject } from '../OneObject';
import { Containers } from './Containers';
import { Guest } from './Guest';
import { Attached, Hardware } from './Hardware';
import { Instances, Revisions, StatefulSet } from './Instances';
import { Claim, Disruption, Scaling } from './Platform';
import { Rights } from './Rights';
import { Use } from './Use';
import { Volumes } from './Volumes';

/** Whether what a node is made of may be told; of what only others read, there is nothing to tell. */
export const tellsInside = ({ category, kind }: TopologyNode): boolean =>
  ['vm', 'container', 'storage', 'config'].includes(category) &&
  kind !== 'Secret' &&
  kind !== 'ConfigMap';

function Inside({ inside = {} }: { inside?: ObjectInside }) {
  const t = useTexts();
  const { containers = [], volumes = [], findings = [], unknown = [] } = inside;
  const { statefulSet, instances, revisions, hardware, attached } = inside;
  const { scaling, disruption, claim, rights, guest, use } = inside;
  const isEmpty = Object.keys(inside).length === 0;
  return (
    <>
      {isEmpty && (
        <Text as="p" variant="body-small" color="secondary">
          {t('inside.nothing')}
        </Text>
      )}
      {unknown.length > 0 && (
        <Alert
          status="info"
          icon
          title={t('inside.unknown')}
          description={t('inside.unknownHelp', { kinds: unknown.join(', ') })}
        />
      )}
      {findings.map(({ code, title, message, fix, severity, fieldPath }) => (
        <Alert
          key={`${code} ${fieldPath}`}
          status={severity === 'error' ? 'danger' : severity}
          icon
          title={title}
          description={[message, fix].filter(Boolean).join(' ')}
        />
      ))}
      {use?.findings && <UseFindings findings={use.findings} />}
      {use && <Use use={use} />}
      {guest && <Guest guest={guest} />}
      {scaling && <Scaling scaling={scaling} />}
      {disruption && <Disruption disruption={disruption} />}
      {claim && <Claim claim={claim} />}
      {rights && (
        <Rights
          rights={rights}
          left={inside.rightsLeft}
          isWhole={unknown.length === 0}
        />
      )}
      {hardware && <Hardware hardware={hardware} />}
      {attached && <Attached attached={attached} />}
      {statefulSet && <StatefulSet statefulSet={statefulSet} />}
      {instances && <Instances instances={instances} />}
      <Containers containers={containers} />
      <Volumes volumes={volumes} />
      {revisions && <Revisions revisions={revisions} />}
    </>
  );
}

/** What a component, or an object of it, is made of. */
export function NodeInside(props: ObjectTabProps) {
  return (
    <OneObject {...props}>
      {({ inside }) => <Inside inside={inside} />}
    </OneObject>
  );
}
