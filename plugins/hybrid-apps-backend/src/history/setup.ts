import { NodeFacts } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { z } from 'zod';
import { Writer } from '../clusters';

/** What is told of a component's setup, and as what. Not replicas: autoscalers change these all day. */
const WORDS = {
  images: 'image',
  cpu: 'CPU',
  memory: 'memory',
  runStrategy: 'run strategy',
  instancetype: 'instance type',
} as const;

const FIELDS = [
  'images',
  'cpu',
  'memory',
  'runStrategy',
  'instancetype',
] as const;

const setupSchema = z.object({
  images: z.string().optional(),
  cpu: z.string().optional(),
  memory: z.string().optional(),
  runStrategy: z.string().optional(),
  instancetype: z.string().optional(),
  /** When its spec was written last. */
  written: z.string().optional(),
});

type Setup = z.infer<typeof setupSchema>;

/** What is set of a component, as one text that is the same as long as that is. */
export function setupText(facts: NodeFacts, writer?: Writer): string {
  const setup: Setup = {
    images: facts.images?.join(', '),
    cpu: facts.cpu,
    memory: facts.memory,
    runStrategy: facts.runStrategy,
    instancetype: facts.instancetype,
    written: writer?.at,
  };
  return JSON.stringify(setup);
}

function read(text: string): Setup {
  try {
    return setupSchema.parse(JSON.parse(text));
  } catch {
    // Of another version of this backend.
    return {};
  }
}

/** One thing that is set otherwise than before. */
export interface SetupChange {
  what: string;
  before: string;
  after: string;
}

/** What is set otherwise than before; what was not known on either side is no change. */
export function setupChanges(before: string, after: string): SetupChange[] {
  const [was, is] = [read(before), read(after)];
  return FIELDS.flatMap((field): SetupChange[] => {
    const [old, now] = [was[field], is[field]];
    return old !== undefined && now !== undefined && old !== now
      ? [{ what: WORDS[field], before: old, after: now }]
      : [];
  });
}

/** Whether somebody has written a spec since. */
export const isWrittenSince = (before: string, { at }: Writer): boolean => {
  const { written } = read(before);
  return written !== undefined && at > written;
};
