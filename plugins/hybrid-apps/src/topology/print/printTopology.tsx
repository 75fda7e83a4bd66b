import { renderToStaticMarkup } from 'react-dom/server';
import { Translate } from '../../translation';
import { PAPER, TopologyImage } from '../image';
import { Layout, layOutPicture } from '../layout';
import { ShownTopology } from '../shown';
import { plainTables } from '../table';
import styles from './print.module.css';

/** What is on the paper: the graph, and the table in full. */
function Sheet(props: { shown: ShownTopology; layout: Layout; t: Translate }) {
  const { shown, layout, t } = props;
  const { name, picture, drawn, badges } = shown;
  return (
    <>
      <h1>{t('topology.graphLabel', { app: name })}</h1>
      {picture.nodes.length > 0 && (
        <div className={styles.picture}>
          <TopologyImage
            picture={drawn}
            layout={layout}
            badges={badges}
            colors={PAPER}
            t={t}
          />
        </div>
      )}
      {plainTables(picture, badges, t).map(
        ({ title, rows: [head, ...rows] }) => (
          <table key={title}>
            <caption>{title}</caption>
            <thead>
              <tr>
                {head.map(text => (
                  <th key={text} scope="col">
                    {text}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row, index) => (
                <tr key={index}>
                  {row.map((text, column) => (
                    <td key={head[column]}>{text}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        ),
      )}
    </>
  );
}

/** Prints a topology on sheets of its own, without the page around it. */
export async function printTopology(
  shown: ShownTopology,
  t: Translate,
): Promise<void> {
  const layout = await layOutPicture(shown.drawn, shown.group);
  const sheet = document.createElement('div');
  sheet.className = styles.sheet;
  // React has escaped every name in it.
  sheet.innerHTML = renderToStaticMarkup(
    <Sheet shown={shown} layout={layout} t={t} />,
  );
  document.body.append(sheet);
  // Not after print() returns: some browsers return before they have printed.
  window.addEventListener('afterprint', () => sheet.remove(), { once: true });
  window.print();
}
