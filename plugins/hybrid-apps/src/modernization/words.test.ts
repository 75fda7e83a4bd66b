import { figures } from '../__testUtils__/modernization';
import { createTestTexts } from '../__testUtils__/texts';
import {
  amountText,
  componentsSentence,
  pageSentences,
  valueText,
} from './words';

const t = createTestTexts();
const share = (count: number, cpu = 0, memory = 0, unknown = 0) => ({
  count,
  cpu: { value: cpu, unknown },
  memory: { value: memory, unknown },
});

it.each([
  [0, 'count', '0'],
  [1200, 'count', '1,200'],
  [0.25, 'cpu', '0.25 vCPU'],
  [0.1 + 0.2, 'cpu', '0.3 vCPU'],
  [0, 'memory', '0 B'],
  [512, 'memory', '512 B'],
  [1536, 'memory', '1.5 KiB'],
  [4 * 2 ** 30, 'memory', '4 GiB'],
  [2 ** 40, 'memory', '1 TiB'],
  [3000 * 2 ** 50, 'memory', '3,000 PiB'],
] as const)('%p by %s is %s', (value, measure, text) => {
  expect(valueText(value, measure, 'en')).toBe(text);
});

it.each([
  ['what is known of all', share(3, 4, 0), '4 vCPU'],
  ['at least what is known', share(3, 4, 0, 1), 'at least 4 vCPU'],
  ['nothing, where nothing is known', share(3, 0, 0, 3), 'not known'],
  ['nothing of no components', share(0), '0 vCPU'],
])('says %s', (_, of, text) => {
  expect(amountText(of, 'cpu', 'en', t)).toBe(text);
});

it.each([
  [12, 28, '12 of 40 components still run in VMs'],
  [1, 1, '1 of 2 components still runs in a VM'],
  [0, 7, 'None of 7 components runs in a VM'],
])(
  'says of %p VMs and %p containers how many are left',
  (vms, containers, text) => {
    expect(componentsSentence(figures(share(vms), share(containers)), t)).toBe(
      text,
    );
  },
);

it('claims of no app that it is whole in containers of which that is not known', () => {
  const stages = { vms: 1, mixed: 2, containers: 3, none: 0, unknown: 2 };
  expect(
    pageSentences(
      { apps: 8, stages, figures: figures(share(12), share(28)) },
      t,
    ),
  ).toEqual([
    '12 of 40 components still run in VMs; 3 of 8 apps are whole in containers.',
    'Of 2 apps it is not known, as a part of them is hidden or could not be read.',
  ]);
});
