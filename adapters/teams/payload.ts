// What Teams sends, as far as Rounds reads it. Parsed at the door; whatever else stands in a payload never comes in.
import { z } from 'zod';

const account = z.object({ id: z.string().min(1), aadObjectId: z.string().nullish() });

export const Activity = z.object({
  type: z.string(),
  name: z.string().nullish(),
  id: z.string().min(1).nullish(),
  text: z.string().nullish(),
  // A web chat of Azure's would be checked in another way: Teams alone is let in.
  channelId: z.literal('msteams'),
  serviceUrl: z.url(),
  from: account,
  recipient: account.nullish(),
  conversation: z.object({ id: z.string().min(1), conversationType: z.string().nullish(), tenantId: z.string().nullish() }),
  channelData: z.object({ tenant: z.object({ id: z.string() }).nullish(), channel: z.object({ id: z.string() }).nullish(), eventType: z.string().nullish() }).nullish(),
  entities: z.array(z.object({ type: z.string(), text: z.string().nullish(), mentioned: z.object({ id: z.string() }).nullish() })).nullish(),
  membersAdded: z.array(z.object({ id: z.string() })).nullish(),
  value: z.unknown().optional(),
});
export type Activity = z.infer<typeof Activity>;

const Given = z.record(z.string(), z.unknown()).nullish();
export const CardAction = z.object({ action: z.object({ data: Given }) });
export const TaskValue = z.object({ data: Given });
export const MessageAction = z.object({
  commandId: z.string(),
  data: Given,
  messagePayload: z.object({
    id: z.string(),
    replyToId: z.string().nullish(),
    linkToMessage: z.string().nullish(),
    from: z.object({ user: z.object({ id: z.string() }).nullish() }).nullish(),
    body: z.object({ content: z.string().nullish(), contentType: z.string().nullish() }).nullish(),
  }).nullish(),
});

export const tenantOf = ({ channelData, conversation }: Activity): string | null => channelData?.tenant?.id ?? conversation.tenantId ?? null;

/** A thread's conversation is its channel's with the first message's id behind it. */
export const channelOf = ({ channelData, conversation }: Activity): string => channelData?.channel?.id ?? (conversation.id.split(';')[0] ?? conversation.id);
export const threadOf = ({ conversation }: Activity): string | null => /;messageid=(\d+)/.exec(conversation.id)?.[1] ?? null;
export const isPersonal = ({ conversation }: Activity): boolean => conversation.conversationType === 'personal';
