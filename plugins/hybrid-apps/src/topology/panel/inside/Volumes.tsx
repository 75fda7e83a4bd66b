import { ObjectInside } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { useTexts } from '../../../translation';
import { kindWord } from '../../words';
import { Facts, Section } from '../Facts';
import { linesOf } from './linesOf';
import { keysRead } from './words';

/** The volumes of a workload, and what is behind them. */
export function Volumes(props: {
  volumes: NonNullable<ObjectInside['volumes']>;
}) {
  const t = useTexts();
  return (
    <>
      {props.volumes.map(volume => {
        const { name, type, object, readOnly } = volume;
        return (
          <Section key={name} title={`${t('inside.volume')} ${name}`}>
            <Facts
              facts={[
                [
                  t('panel.source'),
                  object ? `${kindWord(object.kind, t)} ${object.name}` : type,
                ],
                [t('panel.diskSize'), volume.size],
                [t('panel.storageClass'), volume.storageClass],
                [t('inside.accessModes'), volume.accessModes?.join(', ')],
                [t('inside.access'), readOnly && t('inside.readOnly')],
                [
                  t('inside.reads'),
                  linesOf(volume.reads?.map(read => keysRead(read, t))),
                ],
              ]}
            />
          </Section>
        );
      })}
    </>
  );
}
