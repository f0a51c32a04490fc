import { t } from '../../base/localize';
import { escapeMarkdown, escapeMarkdownLines, markdownCode, markdownLink } from '../../base/markdown';
import type { Catalog } from '../../registry/catalog';
import { fieldChoices } from '../../registry/choices';
import type { Field, RecordDefinition, StepDefinition } from '../../registry/definition';
import { typeWords } from './field-types';
import { shortName } from '../../scenario/cog-name';

/** More choices than these are not read but looked up. */
const mostChoices = 15;
const mostLines = 20;

/** All that the registry says of a step definition, as Markdown: what it does, what it takes, what it gives to later steps. */
export function describeDefinition(definition: StepDefinition, { cogs }: Pick<Catalog, 'cogs'>): string {
  const cog = cogs.get(definition.cog);
  const kind = definition.type === 'ACTION' ? t('action') : t('validation');
  const from = cog
    ? `${webLink(cog.label, cog.homepage)} ${escapeMarkdown(cog.version)}`.trim()
    : escapeMarkdown(definition.cog);
  const head = `**${escapeMarkdown(definition.name) || escapeMarkdown(definition.stepId)}** — ${from} · ${kind}  \n${markdownCode(definition.cog)} ${markdownCode(definition.stepId)}`;
  return paragraphs(
    head,
    escapeMarkdownLines(definition.help, mostLines),
    fieldTable(definition),
    recordList(definition),
  );
}

/** A field of a step definition, as Markdown: whether it is required, its type, what it is for, what it accepts. */
export function describeField(definition: StepDefinition, field: Field): string {
  const need = field.required ? t('required') : t('optional');
  const choices =
    fieldChoices(definition)
      .get(field.key)
      ?.filter((choice) => choice !== '') ?? [];
  const accepted = choices.length > 0 ? t('One of: {0}', choiceList(choices)) : '';
  return paragraphs(
    `${markdownCode(field.key)} — ${need} · ${typeWords[field.type]()}`,
    escapeMarkdownLines(field.description, mostLines),
    escapeMarkdownLines(field.help, mostLines),
    accepted,
  );
}

/** Parts of a text, with an empty line between those that say something. */
export const paragraphs = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join('\n\n');

/** A link into the web, or only its title where a registry gives another kind of address. */
export const webLink = (title: string, url: string): string =>
  /^https?:\/\//i.test(url) ? markdownLink(title, url) : escapeMarkdown(title);

/** A bar ends a cell, even one in code. */
const cell = (markdown: string): string => markdown.replace(/(?<!\\)\|/g, '\\|');

/** A table in Markdown; its cells are Markdown without line ends. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '';
  const line = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function choiceList(choices: readonly string[]): string {
  const shown = choices.slice(0, mostChoices).map((choice) => markdownCode(choice));
  return [...shown, ...(choices.length > mostChoices ? ['…'] : [])].join(', ');
}

function fieldTable({ fields }: StepDefinition): string {
  const rows = fields.map(({ key, required, type, description }) => [
    markdownCode(key),
    required ? t('yes') : t('no'),
    typeWords[type](),
    escapeMarkdown(description),
  ]);
  return markdownTable([t('Field'), t('Required'), t('Type'), t('Description')], rows);
}

function recordList({ cog, records }: StepDefinition): string {
  const lines = records.flatMap((record) => recordLines(shortName(cog), record));
  return lines.length === 0 ? '' : `${t('Later steps can use:')}\n\n${lines.join('\n')}`;
}

function recordLines(cog: string, { id, type, fields, mayHaveMoreFields }: RecordDefinition): readonly string[] {
  const prefix = type === 'TABLE' ? `${cog}.${id}.1` : `${cog}.${id}`;
  const known = fields.map(({ key, description }) =>
    `- ${markdownCode(`{{${prefix}.${key}}}`)} ${escapeMarkdown(description)}`.trimEnd(),
  );
  return mayHaveMoreFields ? [...known, `- ${markdownCode(`{{${prefix}.…}}`)} ${t('and other fields')}`] : known;
}
