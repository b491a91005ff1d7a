// Every view says, asks and offers the same on Slack and on Teams.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { renderHome as slackHome, renderMessage as slackMessage } from '../../adapters/slack/render-card.js';
import { renderForm as slackForm } from '../../adapters/slack/render-form.js';
import { bytesOf, CARD_BYTES, DIALOG_BYTES } from '../../adapters/teams/fit.js';
import { renderHome, renderMessage } from '../../adapters/teams/render-card.js';
import { renderForm } from '../../adapters/teams/render-form.js';
import { fromSlack, fromTeams } from './support/parity.js';
import { words as slackWords } from '../../adapters/slack/words.js';
import { words as teamsWords } from '../../adapters/teams/words.js';
import { actionsOf } from './support/reading.js';
import { faultsOf } from './support/schema.js';
import { FORMS_SHOWN, HOME_SHOWN, MESSAGES_SHOWN } from './support/views.js';

const zone = 'America/New_York';
const inMessage = { in: 'message', dialogs: true } as const;
const inDialog = { in: 'dialog' } as const;

const bare = (text: string) => text.replace(/\s/g, '');
const DEEDS = Object.keys(teamsWords.deeds) as (keyof typeof teamsWords.deeds)[];
/** What is typed to Rounds and done on the platform is said as each has it. */
const asTeamsSays = <T extends { said: string }>(heard: T): T => ({ ...heard, said: DEEDS.reduce((said, deed) => said.replaceAll(bare(slackWords.deeds[deed]), bare(teamsWords.deeds[deed])), heard.said.replaceAll(bare(slackWords.typed('')), '')) });

/** Slack cuts an option at 75 letters and has a line of its own for what it is about; Teams says both in its title. */
const sameOption = (teams: string, slack = teams) => (teams.startsWith(slack.replace(/…$/, '')) ? slack : teams);
const shortest = (heard: ReturnType<typeof fromTeams>, other: ReturnType<typeof fromSlack>) =>
  ({ ...heard, asked: heard.asked.map((asked, index) => ({ ...asked, options: asked.options.map((option, at) => sameOption(option, other.asked[index]?.options[at])) })) });

describe('on both platforms', () => {
  test.each(Object.entries(FORMS_SHOWN))('%s says, asks and offers the same', (_name, build) => {
    const form = build();
    const slack = asTeamsSays(fromSlack(slackForm(form).blocks));
    const { card } = renderForm(form, { place: inDialog, zone });
    expect(shortest(fromTeams(card), slack)).toEqual(slack);
    expect(slack.said.length + slack.asked.length + slack.offered.length).toBeGreaterThan(0);
  });

  test.each(Object.entries(MESSAGES_SHOWN))('the message “%s” says and offers the same', (_name, message) => {
    const slack = slackMessage(message);
    const { summary, card } = renderMessage(message, inMessage);
    expect(fromTeams(card)).toEqual(asTeamsSays(fromSlack(slack.blocks)));
    expect(summary).toBe(message.summary);
  });

  test('home says and offers the same', () => {
    expect(fromTeams(renderHome(HOME_SHOWN, inMessage).card)).toEqual(fromSlack(slackHome(HOME_SHOWN).blocks));
  });
});

describe('no card in Teams names a command of Slack', () => {
  const slackSays = /(?<![.\w])\/(?:rounds|invite)(?!\.js)\b/;

  test('as it is drawn', () => {
    const cards = [...Object.values(FORMS_SHOWN).map((build) => renderForm(build(), { place: inDialog, zone }).card), ...Object.values(MESSAGES_SHOWN).map((message) => renderMessage(message, inMessage).card), renderHome(HOME_SHOWN, inMessage).card];
    expect(cards.map((card) => JSON.stringify(card)).filter((text) => slackSays.test(text))).toEqual([]);
    expect(JSON.stringify(slackMessage(MESSAGES_SHOWN['help'] ?? { summary: '', nodes: [] }))).toMatch(slackSays);
  });

  test('and no sentence that every platform shares', () => {
    const shared = ['domain', 'use-cases', 'view'].flatMap((part) => readdirSync(new URL(`../../../src/${part}/`, import.meta.url), { recursive: true, encoding: 'utf8' }).map((name) => `${part}/${name}`)).filter((name) => name.endsWith('.ts'));
    const code = (name: string) => readFileSync(new URL(`../../../src/${name}`, import.meta.url), 'utf8').replace(/\/\*[^]*?\*\/|^\s*\/\/.*$/gm, '');
    expect(shared.length).toBeGreaterThan(100);
    expect(shared.filter((name) => slackSays.test(code(name)))).toEqual([]);
  });
});

describe('the published schema of Adaptive Cards 1.5', () => {
  test.each(Object.entries(FORMS_SHOWN))('takes %s, in a dialog and in place of a card, within Teams’ sizes', (_name, build) => {
    const form = build();
    const dialog = renderForm(form, { place: inDialog, zone, errors: { type: 'Please choose one.', nowhere: 'Somebody was first.' } }).card;
    const inPlace = renderForm(form, { place: inMessage, zone }).card;
    expect([faultsOf(dialog), faultsOf(inPlace)]).toEqual([[], []]);
    expect(bytesOf(dialog)).toBeLessThanOrEqual(DIALOG_BYTES);
    expect(bytesOf(inPlace)).toBeLessThanOrEqual(CARD_BYTES);
  });

  test('takes every message and home', () => {
    const cards = [...Object.values(MESSAGES_SHOWN).map((message) => renderMessage(message, inMessage).card), renderHome(HOME_SHOWN, { in: 'message', dialogs: false }).card];
    expect(cards.flatMap(faultsOf)).toEqual([]);
  });

  test('and Teams takes each action where it stands: Execute in messages, Submit in dialogs, and from a message only to open one', () => {
    const forms = Object.values(FORMS_SHOWN).map((build) => build());
    const dialogs = forms.map((form) => renderForm(form, { place: inDialog, zone }).card);
    const messages = [...forms.map((form) => renderForm(form, { place: inMessage, zone }).card), ...Object.values(MESSAGES_SHOWN).map((message) => renderMessage(message, inMessage).card), renderHome(HOME_SHOWN, inMessage).card];
    const [inDialogs, inMessages] = [dialogs.flatMap(actionsOf), messages.flatMap(actionsOf)];
    expect(inDialogs.filter(({ type }) => type !== 'Action.Submit')).toEqual([]);
    expect(inMessages.filter(({ type, data }) => type === 'Action.Submit' && (data['msteams'] as { type?: string } | undefined)?.type !== 'task/fetch')).toEqual([]);
    expect(new Set(inMessages.map(({ type }) => type))).toEqual(new Set(['Action.Execute', 'Action.Submit']));
  });

  test('refuses what is none, so that the check checks', () => {
    expect(faultsOf({ type: 'AdaptiveCard', version: '1.5', body: [{ type: 'RichTextBlock' }] })).not.toEqual([]);
  });
});
