import { BASELINE } from './baseline';
import { Control } from './podFields';
import { RESTRICTED } from './restricted';
import { Rule } from './types';

const SOURCE =
  'https://kubernetes.io/docs/concepts/security/pod-security-standards/';

/** Each control of the Pod Security Standards, where its profile holds. */
const ruleOf = ({ name, level, find }: Control): Rule => ({
  name: `Pod Security ${level}: ${name}`,
  source: SOURCE,
  *find({ pods, terms: { key, podSecurity } }) {
    const holds =
      podSecurity === 'restricted' ||
      (podSecurity === 'baseline' && level === 'baseline');
    for (const pod of holds ? pods() : []) {
      for (const { path, is, instead } of find(pod)) {
        yield {
          path,
          is: `${is}, outside of Pod Security's profile ${level} (${name})`,
          instead: `${instead} Who runs the portal sets the profile in ${key}.podSecurity.`,
        };
      }
    }
  },
});

export const podSecurityRules: readonly Rule[] = [
  ...BASELINE.map(control => ruleOf({ ...control, level: 'baseline' })),
  ...RESTRICTED.map(control => ruleOf({ ...control, level: 'restricted' })),
];
