// What a person reads in a card, and what they can press and fill in.
export type Json = Record<string, unknown>;
export type Reply = { status: number; body: Json };
export type Action = { title: string; data: Json; type: string };

const parts = (value: unknown): Json[] => (typeof value !== 'object' || value === null ? [] : [value as Json, ...Object.values(value).flatMap(parts)]);

/** The words of a card, a line each. */
export const wordsOf = (card: unknown): string => parts(card).filter(({ type }) => type === 'RichTextBlock').map(({ inlines }) => (inlines as Json[]).map(({ text }) => String(text)).join('')).join('\n');
export const actionsOf = (card: unknown): Action[] => parts(card).filter(({ type }) => /^Action\.(Submit|Execute)$/.test(String(type))) as unknown as Action[];
export const actionOf = (card: unknown, title: string): Action => {
  const found = actionsOf(card).find((action) => action.title === title);
  if (found === undefined) throw new Error(`no button ${title}; there are: ${actionsOf(card).map((action) => action.title).join(', ')}`);
  return found;
};
export const inputsOf = (card: unknown): string[] => parts(card).filter(({ type }) => String(type).startsWith('Input.')).map(({ id }) => String(id));

type Dialog = { title: string; card: { content: Json } };

const shownIn = ({ body }: Reply): Dialog => {
  const task = body['task'] as { value?: Partial<Dialog> } | undefined;
  if (task?.value?.card?.content === undefined) throw new Error(`no dialog: ${JSON.stringify(body)}`);
  return task.value as Dialog;
};

/** The card of a dialog's answer, and the title in its frame. */
export const dialogOf = (reply: Reply): Json => shownIn(reply).card.content;
export const titleOf = (reply: Reply): string => shownIn(reply).title;

/** What stands in a card's inputs, as a client sends it for whoever changes nothing. */
export const valuesOf = (card: unknown): Record<string, string> => Object.fromEntries(parts(card).filter(({ type, value }) => String(type).startsWith('Input.') && value !== undefined).map(({ id, value }) => [String(id), String(value)]));
