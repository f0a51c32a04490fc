import type { Catalog } from '../../registry/catalog';
import type { StepDefinition } from '../../registry/definition';
import type { Placeholder } from '../../registry/template';
import type { ReadScenario } from '../read-scenario';
import { fieldLines } from './field-shape';
import { habitsAt, keywordFor, opening, type Habits } from './habits';
import type { Proposal } from './item';
import type { ValuePlace } from './place';
import { rank, type Ranked } from './rank';
import { isMade, sentenceOf, type Sentence } from './sentence-parts';
import { choice, closing, fromQuotes, inQuotes, plainSnippet, stop } from './snippet';

/** Nobody reads further; the list is made anew at the next letter. */
const mostItems = 200;
/** Sentences that are read from their expressions for one list: some milliseconds. */
const mostNew = 40;

/** What a sentence's place gives to all sentences that are proposed for it. */
interface Setting {
  readonly place: ValuePlace;
  readonly habits: Habits;
  /** *Given* and the like, as typed, with the space behind it; there is nothing to escape in it. */
  readonly keyword: string;
  /** Whether "I" is typed behind it. */
  readonly saysI: boolean;
}

export interface SentenceOptions {
  /** Only sentences that have every word that is typed. */
  readonly isWhole?: boolean;
  readonly except?: StepDefinition;
  /** What stands before the sentence: a key that is inserted with it. */
  readonly before?: string;
}

/** Sentences that have the words typed, in whatever order, the best first. */
export function proposeSentences(scenario: ReadScenario, catalog: Catalog, place: ValuePlace, options: SentenceOptions = {}): readonly Proposal[] {
  const typed = fromQuotes(place.typed, place.style);
  const [opened = '', keyword = '', i] = opening.exec(typed) ?? [];
  const words = typed.slice(opened.length);
  const habits = habitsAt(scenario, place.step?.start ?? place.span.start);
  const setting: Setting = { place, habits, keyword, saysI: i !== undefined };
  const ranked = rank(catalog, words).filter(({ definition, isWhole }) => definition !== options.except && (isWhole || !options.isWhole));
  const proposals: Proposal[] = [];
  let made = 0;
  for (const { definition } of byFit(ranked, setting)) {
    if (proposals.length >= mostItems) break;
    if (!isMade(definition, catalog) && ++made > mostNew) continue;
    const sentence = sentenceOf(definition, catalog);
    if (sentence) proposals.push(proposalOf(sentence, catalog, setting, options.before ?? ''));
  }
  return proposals;
}

/** Reads some more sentences from their expressions, so that they are at hand later. @returns whether there are more. */
export function warmSentences(catalog: Catalog, count: number): boolean {
  let made = 0;
  for (const definition of catalog.sentences.all) {
    if (isMade(definition, catalog)) continue;
    if (made++ >= count) return true;
    sentenceOf(definition, catalog);
  }
  rank(catalog, '');
  return false;
}

/** What fits the keyword and the steps before comes first among those that are equally near. */
function byFit(ranked: readonly Ranked[], { habits, keyword }: Setting): readonly Ranked[] {
  const kind = /^\s*then/i.test(keyword) ? 'VALIDATION' : /^\s*(?:given|when)/i.test(keyword) ? 'ACTION' : undefined;
  const cogs = new Map(habits.cogs.map((cog, index) => [cog, 1 / (1 + index)]));
  const fit = ({ definition, score }: Ranked): number => score + (definition.type === kind ? 0.4 : 0) + 0.4 * (cogs.get(definition.cog) ?? 0);
  return ranked.map((item) => ({ item, fit: fit(item) })).sort((a, b) => b.fit - a.fit).map(({ item }) => item);
}

function proposalOf(sentence: Sentence, catalog: Catalog, setting: Setting, before: string): Proposal {
  const { definition, label } = sentence;
  const { place } = setting;
  const isQuoted = place.style === 'plain' && needsQuotes(sentence, setting);
  const kept = isQuoted ? 0 : setting.keyword.length;
  const start = place.span.start + kept;
  const data = dataOf(sentence, place);
  // Data stands below the sentence: behind its closing quote, which is taken along.
  const passed = data !== '' && place.style !== 'plain' && place.isClosed ? 1 : 0;
  const body = bodyOf(sentence, passed > 0 ? { ...setting, place: { ...place, isClosed: false } } : setting, isQuoted);
  return {
    label,
    description: catalog.cogs.get(definition.cog)?.label ?? definition.cog,
    detail: definition.name,
    kind: 'sentence',
    insert: before + body + data,
    span: { start, end: place.span.end + passed },
    // What is typed has chosen the sentence, in whatever order the words came: the editor is not to choose again.
    filter: place.typed.slice(kept) || label,
    subject: { definition },
  };
}

function bodyOf(sentence: Sentence, setting: Setting, isQuoted: boolean): string {
  const { place, keyword } = setting;
  const style = isQuoted ? 'single' : place.style;
  const lead = leadOf(sentence, setting);
  const parts = partsOf(sentence, (text) => inQuotes(text, style));
  const said = (isQuoted ? keyword : '') + lead + (lead === '' && keyword === '' && setting.habits.capital && !setting.habits.keywords ? capital(parts) : parts);
  return isQuoted ? `'${said}'` : said + closing(place);
}

const capital = (text: string): string => text.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());

/** The keyword that fits where none is typed, and "I" where it belongs. */
function leadOf({ definition, takesI }: Sentence, { keyword, habits, saysI }: Setting): string {
  const i = takesI && (keyword !== '' || habits.keywords || saysI) ? 'I ' : '';
  return keyword !== '' || !habits.keywords ? i : `${keywordFor(definition.type, habits)} ${i}`;
}

/** Texts and tab stops. Deleting an optional value takes the space before it along. */
function partsOf({ parts }: Sentence, quote: (text: string) => string): string {
  let number = 0;
  let written = '';
  for (const [index, part] of parts.entries()) {
    const next = parts[index + 1];
    const givesSpace = typeof next === 'object' && next.optional && !next.choices;
    if (typeof part === 'string') written += plainSnippet(quote(givesSpace ? part.replace(/ $/, '') : part));
    else written += placeholderOf(part, ++number, takesSpace(parts[index - 1], part), quote);
  }
  return written;
}

const takesSpace = (previous: string | Placeholder | undefined, { optional, choices }: Placeholder): boolean => optional && !choices && typeof previous === 'string' && previous.endsWith(' ');

function placeholderOf({ key, choices }: Placeholder, number: number, hasSpace: boolean, quote: (text: string) => string): string {
  return choices ? choice(number, choices.map(quote)) : stop(number, `${hasSpace ? ' ' : ''}${key}`);
}

const breaksPlain = / #|:(?: |$)/;
const breaksStart = /^[-?:,[\]{}#&*!|>'"%@`]/;

function needsQuotes({ parts }: Sentence, { place, keyword, habits }: Setting): boolean {
  const texts = parts.flatMap((part) => (typeof part === 'string' ? part : (part.choices ?? part.key)));
  const [first = ''] = texts;
  return texts.some((text) => breaksPlain.test(text) || (place.flow && /[,[\]{}]/.test(text))) || (keyword === '' && !habits.keywords && breaksStart.test(first));
}

/** Required fields that the sentence does not name, in `data` below it where there is none yet. */
function dataOf({ definition, lacking, parts }: Sentence, { step, flow, endsLine, column }: ValuePlace): string {
  if (lacking.length === 0 || flow || !endsLine || !step || [...step.keys.keys()].some((key) => key !== 'step')) return '';
  const number = 1 + parts.filter((part) => typeof part !== 'string').length;
  return `\n${' '.repeat(column)}data:${fieldLines(definition, lacking, { column: column + 2, number, flow })}`;
}
