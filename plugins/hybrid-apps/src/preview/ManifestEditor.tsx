import { TextAreaField } from '@backstage/ui';
import { RiErrorWarningFill } from '@remixicon/react';
import { useRef } from 'react';
import { PlainButton } from '../components';
import { useTexts } from '../translation';
import { Problem } from './manifests';
import { problemText } from './words';
import styles from './preview.module.css';

const ROWS = { least: 8, most: 24 };

/** Selects a line of a text field, and brings it into view. */
function selectLine(field: HTMLTextAreaElement, line: number) {
  const lines = field.value.split('\n');
  const start = lines.slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0);
  field.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0));
  field.focus();
}

/** A text of manifests, and what is wrong in it, each a way to its line. */
export function ManifestEditor(props: {
  text: string;
  problems: Problem[];
  onChange: (text: string) => void;
}) {
  const t = useTexts();
  const { text, problems, onChange } = props;
  const field = useRef<HTMLDivElement>(null);
  const rows = text.split('\n').length;

  const goTo = (line: number) => {
    const area = field.current?.querySelector('textarea');
    if (area) {
      selectLine(area, line);
    }
  };

  return (
    <>
      <TextAreaField
        ref={field}
        className={styles.editor}
        label={t('preview.manifests')}
        description={t('preview.manifestsHelp')}
        rows={Math.min(Math.max(rows, ROWS.least), ROWS.most)}
        value={text}
        onChange={onChange}
        isInvalid={problems.length > 0}
        spellCheck="false"
        autoCorrect="off"
      />
      {problems.length > 0 && (
        <div role="alert">
          <ul className={styles.problems}>
            {problems.map((problem, index) => (
              <li key={index}>
                <RiErrorWarningFill size={16} aria-hidden />
                {problem.place ? (
                  <PlainButton onClick={() => goTo(problem.place?.line ?? 1)}>
                    {problemText(problem, t)}
                  </PlainButton>
                ) : (
                  problemText(problem, t)
                )}
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}
