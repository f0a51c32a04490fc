import { escapeMarkdown, markdownCode } from '../../base/markdown';
import { t } from '../../base/localize';
import type { Cog } from '../../registry/definition';
import { describeDefinition, describeField, paragraphs, webLink } from '../core/describe-definition';
import type { Knowledge } from '../core/knowledge';
import type { CompletionItem } from './item';

/** What there is to say of an item, as Markdown; made only for an item that is looked at. `undefined` where its label says all. */
export function describeItem(
  { subject }: Pick<CompletionItem, 'subject'>,
  { catalog }: Pick<Knowledge, 'catalog'>,
): string | undefined {
  if (!subject) return undefined;
  if ('text' in subject) return subject.text;
  if ('cog' in subject) return describeCog(subject.cog);
  const { definition } = subject;
  const field = 'field' in subject ? definition.fields.find(({ key }) => key === subject.field) : undefined;
  return paragraphs(
    field ? describeField(definition, field) : '',
    catalog ? describeDefinition(definition, catalog) : '',
  );
}

const describeCog = ({ label, homepage, name, version, steps }: Cog): string =>
  paragraphs(
    `**${webLink(label, homepage)}**`,
    `${markdownCode(name)} ${escapeMarkdown(version)}`,
    steps.length === 1 ? t('1 step') : t('{0} steps', steps.length),
  );
