import type { Catalog } from '../../registry/catalog';
import type { InFile } from '../../scenario/document/offsets';
import type { ReadScenario } from '../core/read-scenario';
import { proposeCogs, proposeStepIds } from './config-steps';
import { listOf, nothing, type CompletionList, type Proposal } from './item';
import { proposeKeys } from './keys';
import { proposeMetadata } from './metadata';
import { findPlace, holdsSteps, type KeyPlace, type Place, type ValuePlace } from '../place/place';
import { proposeSentences } from './sentences';
import { meaningOf } from './step-meaning';
import { completeToken, openTokenAt } from './tokens';
import { proposeCaptured, proposeFieldValues, seconds, valueInSentence } from './values';

/**
 * What an author may mean at an offset of a file, broken or whole: keys, cogs, step ids, whole sentences, fields, values and
 * tokens. The place is told from the lines around it; what is known besides comes from what could be read of the file.
 * @param letter what was typed, where that and not the author asks: one that says nothing there gives nothing.
 */
export function completeAt(scenario: ReadScenario, offset: InFile, letter?: string): CompletionList {
  const { text } = scenario.document;
  const place = findPlace(text, offset);
  if (!place) return nothing;
  const token = place.kind === 'key' && !place.typed.startsWith('{{') ? undefined : openTokenAt(text, place, offset);
  if (letter !== undefined && !token && !isAsking(letter, place)) return nothing;
  if (token) return completeToken(scenario, place, token);
  if (place.kind === 'key') return completeKey(scenario, place);
  return place.kind === 'value' ? withSpace(completeValue(scenario, place), place) : nothing;
}

/** Whether a letter asks at a place. A space that indents does not, nor a quotation mark that closes. */
function isAsking(letter: string, place: Place): boolean {
  if (letter === ' ') return place.kind !== 'key' || !place.isBlank;
  if (letter === '{') return place.kind === 'key' && place.flow;
  return place.kind === 'value' && place.typed === '' && letter !== '(';
}

function completeKey(scenario: ReadScenario, place: KeyPlace): CompletionList {
  const keys = proposeKeys(scenario, place, meaningOf(scenario, place.step));
  const items = place.list ? proposeItems(place, place.list) : [];
  const { catalog } = scenario.knowledge;
  if (place.path.at(-1) === 'steps' && place.list) return listOf(items);
  const starts =
    holdsSteps(place.path) && place.path[0] === 'steps' && place.keys.size === 0 && !place.hasColon && !place.flow;
  if (!starts || !catalog) return listOf([...items, ...keys]);
  const sentences = proposeSentences(scenario, catalog, asSentence(place), { before: 'step: ' });
  return listOf([...keys, ...sentences], true);
}

/** The place of a step's first key as the place of its sentence. */
function asSentence({ column, ...place }: KeyPlace): ValuePlace {
  return {
    ...place,
    kind: 'value',
    style: 'plain',
    isClosed: true,
    column,
    endsLine: true,
    lacksSpace: false,
    path: [...place.path, 'step'],
  };
}

/** A next item of the list that a blank line may go on with. */
function proposeItems(place: KeyPlace, list: readonly string[]): readonly Proposal[] {
  const item = (label: string, filter = label): Proposal => ({
    label,
    filter,
    kind: 'key',
    insert: `${label} `,
    span: place.span,
    goesOn: true,
  });
  if (list.at(-1) === 'steps')
    return list[0] === 'steps' ? [item('- step:', 'step'), item('- cog:', 'cog')] : [item('- cog:', 'cog')];
  return list.join('.') === 'stackmoxie.notificationGroups' ? [item('-')] : [];
}

function completeValue(scenario: ReadScenario, place: ValuePlace): CompletionList {
  const key = place.path.at(-1) ?? '';
  const around = place.path.slice(0, -1);
  const { catalog, organization } = scenario.knowledge;
  if (holdsSteps(around)) return completeStepValue(scenario, place, catalog);
  const dataAt = around.lastIndexOf('data');
  if (place.step && dataAt > 0 && holdsSteps(around.slice(0, dataAt))) {
    const { definition } = meaningOf(scenario, place.step);
    return listOf(proposeFieldValues(scenario, place, dataAt === around.length - 1 ? definition : undefined, key));
  }
  return listOf(proposeMetadata(place, organization));
}

function completeStepValue(scenario: ReadScenario, place: ValuePlace, catalog: Catalog | undefined): CompletionList {
  const key = place.path.at(-1);
  if (key === 'waitFor' || key === 'failAfter') return listOf(seconds(place));
  if (!catalog) return nothing;
  if (key === 'cog') return listOf(proposeCogs(catalog, place));
  if (key === 'stepId') return listOf(proposeStepIds(catalog, place));
  return key === 'step' ? completeSentence(scenario, place, catalog) : nothing;
}

/** In a value of a sentence that is understood: values for it, and no more than sentences that have every word of it. */
function completeSentence(scenario: ReadScenario, place: ValuePlace, catalog: Catalog): CompletionList {
  const value = valueInSentence(catalog, scenario.document.text, place);
  if (!value) return listOf(proposeSentences(scenario, catalog, place), true);
  const others = proposeSentences(scenario, catalog, place, { isWhole: true, except: value.definition });
  return listOf([...proposeCaptured(scenario, place, value), ...others], true);
}

/** Puts the space between a colon and what is inserted behind it. */
function withSpace(list: CompletionList, place: ValuePlace): CompletionList {
  return place.lacksSpace
    ? { ...list, items: list.items.map((item) => ({ ...item, insert: ` ${item.insert}` })) }
    : list;
}
