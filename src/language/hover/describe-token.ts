import { t } from '../../base/localize';
import { escapeMarkdown, markdownCode } from '../../base/markdown';
import { readDatePhrase } from '../../scenario/dates';
import { datePhrase, lookupToken, tokenText } from '../../scenario/tokens';
import { paragraphs } from '../core/describe-definition';
import { titleOfPiece } from '../core/step-title';
import { fieldOfToken, type Producer } from '../core/producers';
import type { ReadScenario } from '../core/read-scenario';
import { producerFor } from '../core/token-index';

const longestValue = 500;

/**
 * What stands for a token, as Markdown: its value, or the step that gives it.
 * @param step the step that uses it, from 0; without one, the token stands around the steps.
 * @returns `undefined` where nothing is known of it.
 */
export function describeToken(scenario: ReadScenario, name: string, step?: number): string | undefined {
  const phrase = datePhrase(name);
  if (phrase !== undefined) return describeDate(phrase, scenario.knowledge.now);
  const value = lookupToken(scenario.values, name);
  if (value !== undefined) return describeValue(name, value);
  const producer = producerFor(scenario, name, step);
  return producer && describeProduced(scenario, { name, step, producer });
}

/** A declared token, as Markdown. */
export function describeValue(name: string, value: unknown): string {
  const text = tokenText(value);
  const shown =
    text === undefined
      ? t('This is not a single value. Add a dot and one of its keys.')
      : markdownCode(text, longestValue) || t('empty text');
  return paragraphs(
    `${token(name)} — ${t('token of this scenario')}`,
    shown,
    t('A run can be started with another value.'),
  );
}

const token = (name: string): string => markdownCode(`{{${name}}}`);

function describeDate(phrase: string, now: number): string | undefined {
  const time = readDatePhrase(phrase, now);
  if (time === undefined) return undefined;
  const date = new Date(time);
  const weekday = new Intl.DateTimeFormat(undefined, { weekday: 'long', timeZone: 'UTC' }).format(date);
  return paragraphs(
    `${markdownCode(date.toISOString())} — ${weekday}`,
    t('Its current value. A run evaluates the phrase once, when it starts, in UTC unless the phrase names a zone.'),
  );
}

interface ProducedToken {
  readonly name: string;
  readonly step: number | undefined;
  readonly producer: Producer;
}

function describeProduced(scenario: ReadScenario, { name, step, producer }: ProducedToken): string {
  const { prefix, record, definition } = producer;
  const key = fieldOfToken(name.slice(prefix.length), record);
  const field = record.fields.find((known) => known.key === key);
  const piece = scenario.document.steps[producer.step];
  const sentence = piece ? titleOfPiece(piece) : definition.name;
  const cog = scenario.knowledge.catalog?.cogs.get(definition.cog)?.label ?? definition.cog;
  const late = step !== undefined && producer.step >= step ? t('That step runs after this one.') : '';
  const from = t('Provided by step {0}: {1}', producer.step + 1, `*${escapeMarkdown(sentence)}*`);
  return paragraphs(
    `${token(name)} — ${escapeMarkdown(cog)} · ${markdownCode(record.id)}`,
    escapeMarkdown(field?.description ?? ''),
    from,
    late,
  );
}
