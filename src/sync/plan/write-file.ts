import { lineBreakOf } from '../../base/lines';
import type { Content } from '../model/content';
import type { SyncContext } from './context';
import { renderFile, rewriteFile } from '../file/rewrite';

/** A file's text that says `content`, as little changed as can be. */
export interface Written {
  readonly text: string;
  /** What the text says: a sentence may say a value that the cloud's name of the step does not. */
  readonly content: Content;
  /** The file had to be made anew: its comments are in the backup alone. */
  readonly isAnew: boolean;
}

export function written(context: SyncContext, content: Content, old?: string): Written {
  const rewritten = old === undefined ? undefined : rewriteFile(old, content, context.language());
  const said = rewritten === undefined ? undefined : context.compile(rewritten).content;
  if (rewritten !== undefined && said) return { text: rewritten, content: said, isAnew: false };
  const text = likeOld(renderFile(content, context.language()), old);
  return { text, content: context.compile(text).content ?? content, isAnew: old !== undefined };
}

/** A text with the line breaks, and the byte order mark, of the one whose place it takes. */
function likeOld(text: string, old = ''): string {
  const mark = old.startsWith('\ufeff') ? '\ufeff' : '';
  return mark + text.replaceAll('\n', lineBreakOf(old));
}
