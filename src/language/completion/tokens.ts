import { t } from '../../base/localize';
import type { TextEdit } from '../../scenario/edit/text-edit';
import { readDatePhrase } from '../../scenario/dates';
import { shifted, type InFile } from '../../scenario/document/offsets';
import type { Span } from '../../scenario/document/tree';
import { lookupToken, tokenText } from '../../scenario/tokens';
import { producersOf, type Producer } from '../core/producers';
import type { ReadScenario } from '../core/read-scenario';
import { declarationsOf } from '../core/token-index';
import { stepsBefore } from './habits';
import { listOf, nothing, type CompletionList, type Proposal } from './item';
import type { Place } from '../place/place';
import { plainSnippet } from './snippet';
import { surplusAfter } from '../place/surplus-braces';

/** A token that is being typed. */
export interface OpenToken {
  /** The name as far as it is there. */
  readonly span: Span<InFile>;
  readonly typed: string;
  /** The closing braces that are missing. */
  readonly closing: string;
  /** Closing braces after the token's own that nothing opens. */
  readonly surplus: Span<InFile>;
}

/** A token that is open at an offset: `{{` stands before it on the line, and no brace between. */
export function openTokenAt(text: string, place: Place, offset: InFile): OpenToken | undefined {
  const before = text.slice(place.span.start, offset);
  const start = before.lastIndexOf('{{');
  const typed = before.slice(start + 2);
  if (start < 0 || /[{}\r\n]/.test(typed)) return undefined;
  const behind = text.slice(offset, Math.max(offset, place.span.end));
  const [rest = ''] = /^[^{}\r\n]*(?=\}\})|^[\w.-]*(?:\([^{}()\r\n]*\))?/.exec(behind) ?? [];
  const end = shifted(offset, rest.length);
  const [braces = ''] = /^\}{0,2}/.exec(text.slice(end, end + 2)) ?? [];
  const from = shifted(end, braces.length);
  const opened = shifted(place.span.start, start);
  const surplus = { start: from, end: shifted(from, surplusAfter(text, place, { start: opened, end: from })) };
  return {
    span: { start: shifted(opened, 2), end },
    typed,
    closing: '}}'.slice(braces.length),
    surplus,
  };
}

/** Tokens for a place between braces. */
export function completeToken(scenario: ReadScenario, place: Place, token: OpenToken): CompletionList {
  if (place.path[0] === 'tokens') return nothing;
  const quotes = missingQuotes(scenario.document.text, place, token);
  const edits = quotes?.edits ?? withoutSurplus(token);
  const tokens = knownTokens(scenario, place.step?.start);
  const proposals = [...tokens, ...dateTokens(scenario.knowledge.now, token.typed)].map(
    ({ name, ...shown }): Proposal => {
      const isOpen = name.endsWith('.');
      const insert =
        plainSnippet(name) +
        (isOpen ? `\${1:${t('field')}}` : '') +
        plainSnippet(token.closing) +
        (quotes?.behind ?? '');
      return {
        ...shown,
        label: isOpen ? `${name}…` : name,
        insert,
        span: token.span,
        filter: name,
        ...(edits.length > 0 ? { edits } : {}),
      };
    },
  );
  return listOf(proposals, /^date\(/.test(token.typed));
}

/** A token that may be used at a place. */
export interface KnownToken extends Pick<Proposal, 'kind' | 'description' | 'detail' | 'subject'> {
  readonly name: string;
}

/** The tokens that have a value at a step that begins at an offset, or behind all steps: the scenario's own, and what steps before it give. A name that ends with a dot can be followed by any field. */
export function knownTokens(scenario: ReadScenario, start: InFile | undefined): readonly KnownToken[] {
  const declared = declarationsOf(scenario).map(({ path }): KnownToken => {
    const value = lookupToken(scenario.values, path);
    return {
      name: path,
      kind: 'token',
      description: tokenText(value) ?? (value === undefined || value === null ? '' : JSON.stringify(value)),
      detail: t('Token of this scenario'),
    };
  });
  const producers = producersOf(stepsBefore(scenario, start).map(({ facts }) => facts));
  // Of several steps that give a record the last one counts.
  const last = new Map(producers.map((producer) => [producer.prefix, producer]));
  const given = [...last.values()].sort((a, b) => b.step - a.step).flatMap((producer) => tokensOf(producer, scenario));
  return [...declared, ...given];
}

function tokensOf({ prefix, record, definition, step }: Producer, scenario: ReadScenario): readonly KnownToken[] {
  const cog = scenario.knowledge.catalog?.cogs.get(definition.cog)?.label ?? definition.cog;
  const row = record.type === 'TABLE' ? '1.' : '';
  const shared = { kind: 'token' as const, description: t('step {0}', step + 1), subject: { definition } };
  const fields = record.fields.map(({ key, description }) => ({
    ...shared,
    name: `${prefix}${row}${key}`,
    detail: [description, t('{0} of {1}', record.id, cog)].filter(Boolean).join(' · '),
  }));
  return record.mayHaveMoreFields
    ? [...fields, { ...shared, name: prefix + row, detail: t('Another field of {0} of {1}', record.id, cog) }]
    : fields;
}

const phrases = [
  'today',
  'tomorrow',
  'yesterday',
  'now',
  '1 hour from now',
  '1 hour ago',
  '1 day from now',
  '7 days from now',
  '30 days from now',
  '1 day ago',
  '7 days ago',
  '30 days ago',
  'next monday',
  'midnight yesterday utc',
  'noon tomorrow utc',
];
const units = ['minutes', 'hours', 'days', 'weeks', 'months'];

/** Date phrases; with the number that is typed, where there is one. */
export function dateTokens(now: number, typed = ''): readonly KnownToken[] {
  const [, count] = /^date\((\d{1,4})/.exec(typed) ?? [];
  const counted =
    count === undefined ? [] : ['from now', 'ago'].flatMap((way) => units.map((unit) => `${count} ${unit} ${way}`));
  return [...new Set([...counted, ...phrases])].map((phrase) => ({
    name: `date(${phrase})`,
    kind: 'date',
    description: dateOf(phrase, now),
    detail: t('Its current value, in UTC'),
  }));
}

/** Reads the next date phrase that is not read yet in this minute; the first one of all takes its time. @returns whether there are more. */
export function warmDates(now: number): boolean {
  const phrase = phrases.find((each) => !dates.known.has(each));
  if (phrase !== undefined) dateOf(phrase, now);
  return phrase !== undefined;
}

const minute = 60_000;
/** What phrases give, in one minute: reading English takes its time. */
let dates: { readonly minute: number; readonly known: Map<string, string> } = { minute: Number.NaN, known: new Map() };

function dateOf(phrase: string, now: number): string {
  const at = Math.floor(now / minute);
  if (dates.minute !== at) dates = { minute: at, known: new Map() };
  const known = dates.known.get(phrase);
  if (known !== undefined) return known;
  const time = readDatePhrase(phrase, now);
  const text = time === undefined ? '' : `${new Date(time).toISOString().slice(0, 19)}Z`;
  dates.known.set(phrase, text);
  return text;
}

const withoutSurplus = ({ surplus }: OpenToken): readonly TextEdit<InFile>[] =>
  surplus.start === surplus.end ? [] : [{ ...surplus, text: '' }];

/** A value that begins with braces is a map to YAML: it needs quotes, which come with the token. The edits leave the surplus out too. */
function missingQuotes(
  text: string,
  place: Place,
  token: OpenToken,
): { readonly edits: readonly TextEdit<InFile>[]; readonly behind: string } | undefined {
  const { span, surplus } = token;
  if (place.kind !== 'value' || place.style !== 'plain' || span.start !== place.span.start + 2) return undefined;
  const { start, end } = place.span;
  const quote = /["\\]/.test(text.slice(start, end)) ? "'" : '"';
  const opening = { start, end: start, text: quote };
  if (span.end >= end) return { edits: [opening], behind: quote };
  // No two edits touch.
  const closing =
    surplus.end === end ? [{ ...surplus, text: quote }] : [...withoutSurplus(token), { start: end, end, text: quote }];
  return { edits: [opening, ...closing], behind: '' };
}
