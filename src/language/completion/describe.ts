import type { CompletionItem } from './item';
import { cogDocumentation, definitionDocumentation } from './documentation';
import type { Knowledge } from '../knowledge';

/** What there is to say of an item, as Markdown; made only for an item that is looked at. `undefined` where its label says all. */
export function describeItem({ subject }: Pick<CompletionItem, 'subject'>, { catalog }: Pick<Knowledge, 'catalog'>): string | undefined {
  if (!subject) return undefined;
  if ('text' in subject) return subject.text;
  if ('cog' in subject) return cogDocumentation(subject.cog);
  const { definition } = subject;
  return definitionDocumentation(definition, catalog?.cogs.get(definition.cog), 'field' in subject ? subject.field : undefined);
}
