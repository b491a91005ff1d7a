import type { BSONRegExp } from 'bson';
import { CommandError, notOffered } from '../errors.js';

const invalid = (reason: string): CommandError => new CommandError('Location51091', `Regular expression is invalid: ${reason}`);

const flagsFor = (options: string): string => {
  let flags = 'u';
  for (const option of options) {
    if (option === 'x') throw notOffered('The regular expression option x');
    if (!'imsu'.includes(option)) throw new CommandError('Location51091', `invalid flag in regex options: ${option}`);
    if (option !== 'u' && !flags.includes(option)) flags += option;
  }
  return flags;
};

const SYNTAX = /[\^$\\.*+?()[\]{}|/A-Za-z0-9]/;

/**
 * MongoDB's expressions are PCRE's. JavaScript's strict syntax (flag u) refuses most of what PCRE alone has; what both
 * read, but differently, is translated: an escaped sign that needs no escape, and `$`, which in PCRE also stands before
 * a last line break.
 */
const translate = (pattern: string, multiline: boolean): string => {
  let out = '';
  let inClass = false;
  const signs = [...pattern];
  for (let at = 0; at < signs.length; at += 1) {
    const sign = signs[at] ?? '';
    if (sign === '\\') {
      at += 1;
      const escaped = signs[at] ?? '';
      const needed = escaped === '' || SYNTAX.test(escaped) || (inClass && escaped === '-');
      out += needed ? `\\${escaped}` : escaped;
    } else if (inClass) {
      inClass = sign !== ']';
      out += sign;
    } else if (sign === '[') {
      inClass = true;
      out += sign;
    } else out += sign === '$' && !multiline ? '(?=\\n?(?![^]))' : sign;
  }
  return out;
};

/** A JavaScript expression that matches as MongoDB's would; refuses what it cannot take over exactly. */
export const compileRegex = (pattern: string, options: string): RegExp => {
  const flags = flagsFor(options);
  try {
    return new RegExp(translate(pattern, flags.includes('m')), flags);
  } catch (error) {
    throw invalid(error instanceof Error ? error.message : String(error));
  }
};

/** The letters every match begins with: of `^T-10`, `T-10`. Empty where there are none, or case does not count. */
export const anchoredPrefix = ({ pattern, options }: Pick<BSONRegExp, 'pattern' | 'options'>): string => {
  if (options.includes('i') || options.includes('m') || !pattern.startsWith('^') || pattern.includes('|')) return '';
  const literal = /^\^((?:[^\\^$.*+?()[\]{}|]|\\[^A-Za-z0-9])*)/u.exec(pattern)?.[1] ?? '';
  const rest = pattern.slice(1 + literal.length);
  const letters = [...literal.replace(/\\(.)/gu, '$1')];
  // A repeated last letter may be there no time at all.
  return (/^[*?{]/.test(rest) ? letters.slice(0, -1) : letters).join('');
};
