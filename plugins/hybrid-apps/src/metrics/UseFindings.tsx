import { Alert } from '@backstage/ui';
import { UseFinding } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { useLocale } from '../components';
import { useTexts } from '../translation';
import { findingWords } from './words';

/** What is to be acted on, of what is used. */
export function UseFindings(props: { findings: readonly UseFinding[] }) {
  const t = useTexts();
  const locale = useLocale();
  return (
    <>
      {props.findings.map(finding => (
        <Alert
          key={`${finding.code} ${finding.pod} ${finding.container}`}
          status="warning"
          icon
          {...findingWords(finding, locale, t)}
        />
      ))}
    </>
  );
}
