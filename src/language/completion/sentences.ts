import { typeOfKeyword, keywordFor } from '../../registry/keywords';
import type { Catalog } from '../../registry/catalog';
import type { StepDefinition } from '../../registry/definition';
import { shifted } from '../../scenario/document/offsets';
import type { ReadScenario } from '../core/read-scenario';
import { fieldLines } from './field-shape';
import { habitsAt, type Habits } from './habits';
import type { Proposal } from './item';
import type { ValuePlace } from '../place/place';
import { rank, type Ranked } from './rank';
import { isMade, needOfQuotes, sentenceOf, shownParts, snippetOf, type Sentence } from './sentence-parts';
import { closing, inQuotes } from './snippet';
import { fillSentence, readTyped, type TypedSentence } from './typed-sentence';

/** Nobody reads further; the list is made anew at the next letter. */
const mostItems = 200;
/** Sentences that are read from their expressions for one list: some milliseconds. */
const mostNew = 12;

/** What a sentence's place gives to all sentences that are proposed for it. */
interface Setting {
  readonly place: ValuePlace;
  readonly habits: Habits;
  readonly typed: TypedSentence;
}

export interface SentenceOptions {
  /** Only sentences that have every word that is typed. */
  readonly isWhole?: boolean;
  readonly except?: StepDefinition;
  /** What stands before the sentence: a key that is inserted with it. */
  readonly before?: string;
}

/** Sentences that have the words typed, in whatever order, the best first. */
export function proposeSentences(
  scenario: ReadScenario,
  catalog: Catalog,
  place: ValuePlace,
  options: SentenceOptions = {},
): readonly Proposal[] {
  const typed = readTyped(scenario.document.text, place);
  const setting: Setting = { place, habits: habitsAt(scenario, place.step?.start ?? place.span.start), typed };
  const ranked = rank(catalog, typed.search).filter(
    ({ definition, isWhole }) => definition !== options.except && (isWhole || !options.isWhole),
  );
  return sentencesOf(byFit(ranked, setting), catalog).flatMap(
    (sentence) => proposalOf(sentence, catalog, setting, options.before ?? '') ?? [],
  );
}

/** The sentences of the first definitions: of those not read yet only a few, the others come with the next letter. */
function sentencesOf(ranked: readonly Ranked[], catalog: Catalog): readonly Sentence[] {
  const sentences: Sentence[] = [];
  let made = 0;
  for (const { definition } of ranked) {
    if (sentences.length >= mostItems) break;
    if (!isMade(definition, catalog) && ++made > mostNew) continue;
    const sentence = sentenceOf(definition, catalog);
    if (sentence) sentences.push(sentence);
  }
  return sentences;
}

/** Reads some more sentences from their expressions, so that they are at hand later. @returns whether there are more. */
export function warmSentences(catalog: Catalog, count: number): boolean {
  let made = 0;
  for (const { definition } of rank(catalog, '')) {
    if (isMade(definition, catalog)) continue;
    if (made++ >= count) return true;
    sentenceOf(definition, catalog);
  }
  return false;
}

/** What fits the keyword and the steps before comes first among those that are equally near. */
function byFit(ranked: readonly Ranked[], { habits, typed: { keyword } }: Setting): readonly Ranked[] {
  const type = typeOfKeyword(keyword);
  const cogs = new Map(habits.cogs.map((cog, index) => [cog, 1 / (1 + index)]));
  const fit = ({ definition, score }: Ranked): number =>
    score + (definition.type === type ? 0.4 : 0) + 0.4 * (cogs.get(definition.cog) ?? 0);
  return ranked
    .map((item) => ({ item, fit: fit(item) }))
    .sort((a, b) => b.fit - a.fit)
    .map(({ item }) => item);
}

function proposalOf(made: Sentence, catalog: Catalog, setting: Setting, before: string): Proposal | undefined {
  const { definition, label } = made;
  const { place, typed } = setting;
  const parts = fillSentence(made, typed, catalog);
  if (!parts) return undefined;
  const sentence = { ...made, parts };
  const lead = leadOf(sentence, setting);
  const isQuoted = place.style === 'plain' && needsQuotes(sentence, place, lead);
  const kept = isQuoted ? 0 : keptLength(made, setting);
  const data = dataOf(sentence, place);
  // Data stands below the sentence: behind its closing quote, which is taken along.
  const passed = data !== '' && place.style !== 'plain' && place.isClosed ? 1 : 0;
  const body = bodyOf(
    sentence,
    { ...setting, place: { ...place, isClosed: passed === 0 && place.isClosed } },
    { isQuoted, lead: lead.slice(kept) },
  );
  return {
    label,
    description: cogLabel(catalog, definition.cog),
    detail: definition.name,
    kind: 'sentence',
    insert: before + body + data,
    span: { start: shifted(place.span.start, kept), end: shifted(place.span.end, passed) },
    // What is typed has chosen the sentence, in whatever order the words came: the editor is not to choose again.
    filter: place.typed.slice(kept) || label,
    subject: { definition },
  };
}

const cogLabel = ({ cogs }: Catalog, cog: string): string => cogs.get(cog)?.label ?? cog;

/** How much of what is typed is the keyword, which stays as it is. */
const keptLength = ({ takesKeyword }: Sentence, { place, typed: { keyword } }: Setting): number =>
  takesKeyword && place.typed.length >= keyword.length ? keyword.length : 0;

function bodyOf(
  { label, parts }: Sentence,
  { place, typed, habits }: Setting,
  { isQuoted, lead }: { readonly isQuoted: boolean; readonly lead: string },
): string {
  const style = isQuoted ? 'single' : place.style;
  const snippet = snippetOf(parts, (text) => inQuotes(text, style));
  // A value at the start stays as it was written.
  const isFirst = lead === '' && typed.keyword === '' && habits.capital && !habits.keywords && !label.startsWith('{');
  const said = lead + (isFirst ? capital(snippet) : snippet);
  return isQuoted ? `'${said}'` : said + closing(place);
}

const capital = (text: string): string => text.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());

/** What comes before the sentence: the keyword that is typed or else the one that fits, and "I" where it belongs. */
function leadOf(
  { definition, takesI, takesKeyword }: Sentence,
  { typed: { keyword, saysI }, habits }: Setting,
): string {
  if (!takesKeyword) return '';
  const i = takesI && (keyword !== '' || habits.keywords || saysI) ? 'I ' : '';
  return keyword !== '' || !habits.keywords ? keyword + i : `${keywordFor(definition.type, habits.before)} ${i}`;
}

function needsQuotes({ parts }: Sentence, place: ValuePlace, lead: string): boolean {
  const need = needOfQuotes(parts);
  if (need === undefined || need === 'always') return need === 'always';
  return need === 'flow' ? place.flow || (lead === '' && /^[[\]{},]/.test(startOf(parts))) : lead === '';
}

function startOf(parts: Sentence['parts']): string {
  const [first] = shownParts(parts);
  return typeof first === 'string' ? first : (first?.choices?.[0] ?? first?.start ?? '');
}

/** Required fields that the sentence does not name, in `data` below it where there is none yet. */
function dataOf({ definition, lacking, parts }: Sentence, { step, flow, endsLine, column }: ValuePlace): string {
  if (lacking.length === 0 || flow || !endsLine || !step || [...step.keys.keys()].some((key) => key !== 'step'))
    return '';
  const number = 1 + shownParts(parts).filter((part) => typeof part !== 'string').length;
  return `\n${' '.repeat(column)}data:${fieldLines(definition, lacking, { column: column + 2, number, flow })}`;
}
