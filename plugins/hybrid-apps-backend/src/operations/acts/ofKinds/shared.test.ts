import fc from 'fast-check';
import { freeName, nameWithin } from './shared';

/** Source: RFC 1123, as Kubernetes takes it: labels, and of subdomains each part. */
const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const label = fc.stringMatching(/^[a-z0-9]([-a-z0-9]{0,30}[a-z0-9])?$/);
const subdomain = fc
  .array(label, { minLength: 1, maxLength: 6 })
  .map(parts => parts.join('.'));

it('makes of a name another that Kubernetes takes, wherever it is cut', () => {
  fc.assert(
    fc.property(subdomain, fc.integer({ min: 1, max: 60 }), (name, most) => {
      const made = `${nameWithin(name, most)}-manual-0a1b2c3d`;
      expect(made.split('.').every(part => LABEL.test(part))).toBe(true);
    }),
  );
});

it('makes a label that nothing else is called', () => {
  fc.assert(
    fc.property(subdomain, fc.integer({ min: 0, max: 5 }), (name, others) => {
      const taken: string[] = [];
      for (let n = 0; n <= others; n++) {
        const made = freeName(name, taken);
        expect(taken).not.toContain(made);
        expect(made).toMatch(LABEL);
        expect(made.length).toBeLessThanOrEqual(63);
        taken.push(made);
      }
    }),
  );
});
