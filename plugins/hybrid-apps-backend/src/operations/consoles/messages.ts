import { ConsoleClientMessage } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { z } from 'zod';

const most = 10_000;

const schema: z.ZodType<ConsoleClientMessage> = z.discriminatedUnion('type', [
  z.object({ type: z.literal('identity'), token: z.string().max(100_000) }),
  z.object({
    type: z.literal('size'),
    columns: z.number().int().min(1).max(most),
    rows: z.number().int().min(1).max(most),
  }),
  z.object({ type: z.literal('hand'), to: z.string().max(100) }),
  z.object({ type: z.literal('take') }),
]);

/** What a browser says; undefined where it is none of that. */
export function readMessage(text: string): ConsoleClientMessage | undefined {
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
