// Whether a text shows who a patient is. Used for one hint to its author, so it errs towards silence: each rule needs a sign beside the
// number or the name. It is no redaction, and proves nothing about a text in which it finds nothing.

export const IDENTIFIERS = ['phone', 'chart', 'member', 'birth', 'email', 'age', 'name'] as const;
export type Identifier = (typeof IDENTIFIERS)[number];

const DATE = String.raw`(?:\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)?\d{2}|(?:19|20)\d{2}-\d{2}-\d{2}|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{1,2},? (?:19|20)\d{2})`;
/** A reference: at least four characters, three of them digits. */
const REFERENCE = String.raw`(?=[a-z0-9-]*\d[a-z0-9-]*\d[a-z0-9-]*\d)[a-z0-9-]{4,}`;
const LABELLED = String.raw`\s*(?:no\.?|number|id|is|#|:|=|\s)*\s*`;

/** One rule a kind. Names alone look at capitals. */
const RULES: Readonly<Record<Identifier, RegExp>> = {
  phone: /(?<![\d-])(?:\+?1[ .-]?)?(?:\(\d{3}\) ?|\d{3}[ .-])\d{3}[ .-]\d{4}(?![\d-])|\b(?:phone|cell|mobile|call(?: back)?(?: at)?|tel)\b[^\d\n]{0,12}\d{3}[ .-]?\d{3,4}(?:[ .-]?\d{4})?\b/i,
  chart: new RegExp(String.raw`\b(?:chart|mrn|medical record|record)\b${LABELLED}${REFERENCE}`, 'i'),
  member: new RegExp(String.raw`\b(?:member|subscriber|policy|medicaid|medicare|ssn|social security)\b${LABELLED}${REFERENCE}|(?<![\d-])\d{3}-\d{2}-\d{4}(?![\d-])`, 'i'),
  birth: new RegExp(String.raw`\b(?:dob|d\.o\.b\.?|date of birth|born(?: on)?|birthday)\b[\s:]*${DATE}`, 'i'),
  email: /[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}/i,
  // Ages over 89 identify on their own (45 CFR 164.514(b)(2)(i)(C)).
  age: /\b(?:9\d|1[01]\d)[ -]?(?:y\/?o\b|yr\b|yrs\b|years?[ -]old)|\b(?:aged?|age:)\s*(?:9\d|1[01]\d)\b/i,
  name: /\b(?:[Pp]t\.?|PT|[Pp]atient|PATIENT|Mr\.?|Mrs\.?|Ms\.?|Miss)[:,]? (?!(?:The|And|Is|Was|Has|Called|Needs|Wants|Portal|Says|Asked|No|Not|Will|Still|In|At|On|For|To|With|From|Care|Services|Access|Insurance|Name)\b)\p{Lu}[\p{Ll}'’-]+(?: \p{Lu}[\p{L}'’-]*)?/u,
};

/** The kinds of identifiers that a text shows. */
export const identifiersIn = (text: string): Identifier[] => IDENTIFIERS.filter((kind) => RULES[kind].test(text));
