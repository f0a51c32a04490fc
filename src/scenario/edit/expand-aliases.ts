import { isAlias, parseDocument, visit } from 'yaml';
import { copyValue } from './plain-value';
import { readSource, verified } from './source';
import type { TextEdit } from './text-edit';
import { flowText } from './value-text';

/**
 * Writes out what each alias stands for, in its place and on one line, so that what bears an anchor can change without them.
 * No edits where there are no aliases; `undefined` where the file has errors.
 */
export function expandAliases(text: string): readonly TextEdit[] | undefined {
  const source = readSource(text);
  if (!source) return undefined;
  const document = parseDocument(text, { merge: true, logLevel: 'error', prettyErrors: false });
  const edits: TextEdit[] = [];
  visit(document, (_, node) => {
    if (!isAlias(node) || !node.range) return;
    const [start, end] = node.range;
    edits.push({ start, end, text: flowText(copyValue(node.resolve(document)?.toJS(document))) });
  });
  return verified(source, edits, source.values[0]);
}
