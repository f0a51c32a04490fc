import type { FieldType } from '../../wire/registry';

/** What JSON values a field type takes, and what a text must look like for it. */
export interface FieldShape {
  readonly types: readonly string[];
  /** Source of a regular expression (flag u) that a text must hold; without it any text will do. */
  readonly text?: string;
}

/** Holds wherever a text holds a token: what comes in its place is not known yet. The same as `findTokens` finds. */
export const tokenSource = '\\{\\{[^\\s{}](?:[^{}\\r\\n]*[^\\s{}])?\\}\\}';

/** Matches no text: a map is never written as one. */
const noText = '(?!)';
/** Nothing but the words, in whatever case. */
const booleanText = `^\\s*(?:${anyCase('true')}|${anyCase('false')})\\s*$`;
/** Whatever the runner reads whole, a unit behind it included: `12.50 EUR`; of `1,000` and `10:30` it would read but the beginning. */
const numberText = "^\\s*[+\\-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+\\-]?\\d+)?(?![\\-.,:\\/' ]?\\d)";

const monthAndDay =
  '(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)|02-(?:0[1-9]|[12]\\d))';
const isoTime =
  '(?:[Tt ](?:[01]\\d|2[0-4]):[0-5]\\d(?::[0-5]\\d(?:\\.\\d+)?)? ?(?:[Zz]|[Uu][Tt][Cc]|[Gg][Mm][Tt]|[+\\-]\\d{2}:?\\d{2})?)?';
const isoDate = `\\d{4}-(?:${monthAndDay}|0[1-9]|1[0-2])${isoTime}`;
/** `10 Mar 2026`, `March 10, 2026 10:00 PM`, `3/10/2026`, `Tue, 10 Mar 2026 10:00:00 GMT`. */
const spelledDate =
  '(?:[A-Za-z]{3,9},? )?(?:[A-Za-z]{3,9} \\d{1,2}|\\d{1,2} [A-Za-z]{3,9}|\\d{1,2}\\/\\d{1,2}),?[ \\/]\\d{4}(?!\\d)';
const dateText = `^\\s*(?:${isoDate}\\s*$|${spelledDate})`;

const emailText = '^\\s*(?:[^\\s@"]+|"[^"\\r\\n]*")@[^\\s@]+\\s*$';
/** Three digits, whatever is between and around them: `+1 (555) 010-1234 ext 5`, `1-800-FLOWERS`. */
const phoneText = '^(?=[^@]*$)(?:\\P{Nd}*\\p{Nd}){3}';
/** Cogs take addresses with a scheme, hosts, and beginnings of either; but a word alone, or words, are no address. */
const urlText =
  '^\\s*(?:[A-Za-z][A-Za-z\\d+.\\-]*:\\/\\/\\S|(?![A-Za-z]+:\\/*\\s*$)(?=\\S+\\s*$)(?:[^\\s.:\\/]*[.:\\/]|[Ll]ocalhost\\s*$))';

const scalars = ['string', 'number', 'boolean'];

/** By field type; each pattern takes a time that grows with the text's length and no faster. In doubt a value is accepted: the cog judges it at the run, and a false alarm costs trust. */
export const fieldShapes: Readonly<Record<FieldType, FieldShape>> = {
  ANYSCALAR: { types: scalars },
  // People write texts bare, and YAML makes numbers of some.
  STRING: { types: scalars },
  BOOLEAN: { types: ['boolean', 'string'], text: booleanText },
  NUMERIC: { types: ['number', 'string'], text: numberText },
  // A number is Unix milliseconds.
  DATE: { types: ['string', 'number'], text: dateText },
  DATETIME: { types: ['string', 'number'], text: dateText },
  EMAIL: { types: ['string'], text: emailText },
  PHONE: { types: ['string', 'number'], text: phoneText },
  ANYNONSCALAR: { types: ['object', 'array', 'string'], text: noText },
  MAP: { types: ['object', 'string'], text: noText },
  URL: { types: ['string'], text: urlText },
};

/** Source of a pattern that matches a text in any case of its letters. JSON Schema's patterns have no flags. */
export function anyCase(text: string): string {
  return text.replace(/./gsu, (character) => {
    const letters = [...new Set([character.toLowerCase(), character.toUpperCase(), character])];
    if (letters.length === 1) return character.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&');
    // The upper case of a single letter may be several: ß.
    return letters.every((letter) => letter.length === character.length)
      ? `[${letters.join('')}]`
      : `(?:${letters.join('|')})`;
  });
}
