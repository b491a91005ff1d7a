// The parts of Adaptive Cards 1.5 that Rounds draws with. There is no TextBlock among them: its text is markdown, and what people type must stay letters.
// A TextRun is never markdown.

export type Run = { type: 'TextRun'; text: string; weight?: 'Bolder'; size?: 'Large' | 'Small'; isSubtle?: true; color?: 'Attention'; selectAction?: { type: 'Action.OpenUrl'; url: string } };
export type RichText = { type: 'RichTextBlock'; inlines: Run[]; spacing?: 'None' | 'Small' };

type Style = 'positive' | 'destructive';
export type CardAction =
  | { type: 'Action.Execute'; verb: string; title: string; data: object; associatedInputs?: 'none' | 'auto'; style?: Style }
  | { type: 'Action.Submit'; title: string; data: object; associatedInputs?: 'none' | 'auto'; style?: Style }
  | { type: 'Action.OpenUrl'; title: string; url: string }
  /** A question under the button, before what cannot be taken back. */
  | { type: 'Action.ShowCard'; title: string; card: AdaptiveCard; style?: Style };
export type ActionSet = { type: 'ActionSet'; actions: CardAction[] };

type Asked = { id: string; label: string };
export type CardInput =
  | (Asked & { type: 'Input.Text'; isMultiline: boolean; maxLength: number; value?: string; placeholder?: string })
  | (Asked & { type: 'Input.Number'; min?: number; value?: number })
  | (Asked & { type: 'Input.Date' | 'Input.Time'; value?: string })
  | (Asked & {
    type: 'Input.ChoiceSet'; choices: { title: string; value: string }[]; style: 'compact' | 'expanded' | 'filtered'; isMultiSelect: boolean; wrap: true; value?: string; placeholder?: string;
    /** Teams' own menu of people: an addition to 1.5 that Teams documents. */
    'choices.data'?: { type: 'Data.Query'; dataset: 'graph.microsoft.com/users' };
  });

type Column = { type: 'Column'; width: 'stretch' | 'auto'; items: (RichText | ActionSet)[] };
export type Row = { type: 'ColumnSet'; columns: Column[] };
export type Rule = { type: 'Container'; items: []; separator: true; spacing: 'Medium' };
export type Element = RichText | ActionSet | CardInput | Row | Rule;

/** Pressed by Teams itself when one of these people looks at the card, a minute after the last time at the earliest; 60 at most. Without any: for everybody in a small conversation. */
export type Refresh = { action: Extract<CardAction, { type: 'Action.Execute' }>; userIds?: string[] };

export type AdaptiveCard = { type: 'AdaptiveCard'; $schema?: 'http://adaptivecards.io/schemas/adaptive-card.json'; version: '1.5'; body: Element[]; refresh?: Refresh };

export const cardOf = (body: Element[]): AdaptiveCard => ({ type: 'AdaptiveCard', $schema: 'http://adaptivecards.io/schemas/adaptive-card.json', version: '1.5', body });
