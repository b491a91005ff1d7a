// The way from chat to the board on the web: a link for one person, once.
import { maySignIn } from '../domain/permissions.js';
import type { Person } from '../domain/playbook.js';
import type { Door } from '../domain/words.js';
import { BOARD_PATH } from '../view/board.js';
import type { Message } from '../view/nodes.js';
import { privateLink } from '../view/private-link.js';
import { sentence } from '../view/refusal-text.js';
import type { Errand } from './errand.js';
import type { SignIn } from './sign-in.js';

export type OpenBoard = Errand & { typed(person: Person, door: Door): Promise<Message> };

export const makeOpenBoard = ({ signIn }: { signIn: Pick<SignIn, 'linkFor'> }): OpenBoard => {
  const typed: OpenBoard['typed'] = async (person, door) =>
    maySignIn(person) ? privateLink('Your board', await signIn.linkFor(person.key, door, BOARD_PATH))
      : sentence('Several people share this login, so the board does not open with it. Ask your admin for a login of your own.');
  const nothing = () => Promise.reject(new Error('the board has no form in chat'));
  return {
    forms: [], verbs: ['board'], typed,
    press: async ({ person, door }) => ({ result: 'say', say: await typed(person, door) }),
    redraw: nothing, submit: nothing,
  };
};
