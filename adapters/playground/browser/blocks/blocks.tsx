import type { Block } from '../../double/shapes.js';
import { Mrkdwn, Text } from '../mrkdwn.js';
import { Fragment, h } from '../vendor/preact.js';
import type { VNode } from '../vendor/preact.js';
import { useId } from '../vendor/preact-hooks.js';
import { Action } from './action.js';
import { Field } from './field.js';
import { RichText } from './rich-text.js';
import type { AnyBlock, Element, Surface, Words } from './shapes.js';

type Props = { block: AnyBlock; surface: Surface };

const Section = ({ block, surface }: Props) => {
  const id = useId();
  const { text, fields, accessory } = block;
  return (
    <div class="section">
      <div class="section-words">
        {typeof text === 'object' && <p id={id}><Text of={text} /></p>}
        {fields && <div class="fields">{fields.map((words, index) => <p key={index}><Text of={words} /></p>)}</div>}
      </div>
      {accessory && <Action block={block} element={accessory} surface={surface} labelledBy={text && accessory.type !== 'button' ? id : undefined} />}
    </div>
  );
};

/** One level below the title of what it stands in: the page's, or the modal's. */
const Header = ({ block, surface }: Props) => {
  const words = typeof block.text === 'object' && <Text of={block.text} />;
  return surface.place === 'modal' ? <h3 class="header">{words}</h3> : <h2 class="header">{words}</h2>;
};

const Context = ({ block }: Props) => (
  <div class="context">
    {block.elements?.map((element, index) =>
      element.type === 'image' ? <img key={index} src={element.image_url} alt={element.alt_text ?? ''} /> : <span key={index}><Text of={element as unknown as Words} /></span>,
    )}
  </div>
);

const drawers: Record<string, (props: Props) => VNode | null> = {
  section: Section,
  context: Context,
  input: Field,
  actions: ({ block, surface }) => <div class="actions">{block.elements?.map((element: Element) => <Action key={element.action_id} block={block} element={element} surface={surface} />)}</div>,
  header: Header,
  divider: () => <hr />,
  image: ({ block }) => <figure><img src={block.image_url} alt={block.alt_text ?? ''} />{block.title && <figcaption>{block.title.text}</figcaption>}</figure>,
  rich_text: ({ block }) => <RichText elements={block.elements ?? []} />,
  markdown: ({ block }) => <p>{typeof block.text === 'string' && <Mrkdwn text={block.text} />}</p>,
};

/** Block Kit, drawn. */
export const Blocks = ({ blocks, surface }: { blocks: Block[]; surface: Surface }) => (
  <Fragment>
    {blocks.map((block) => {
      const Drawer = drawers[block.type];
      return Drawer ? <Drawer key={block.block_id} block={block} surface={surface} /> : null;
    })}
  </Fragment>
);
