import configuration from '../../../syntaxes/language-configuration.json';
import { editAfterTyping } from '../../../src/language/typing/typing';
import { applyEdits } from '../../../src/scenario/edit/text-edit';

interface Typed {
  readonly text: string;
  readonly offset: number;
}

/** Whether what sets typed text right is asked after each character; `late` at the very end only, as of somebody who types fast. */
type Answers = 'at once' | 'late';

/** A text with the cursor at `¦`, and what it becomes by typing, as VS Code does it with our language configuration. */
export function typeAt(marked: string, typed: string, answers: Answers = 'at once'): string {
  const offset = marked.indexOf('¦');
  let state: Typed = { text: marked.replace('¦', ''), offset };
  for (const letter of typed) {
    state = letter === '\n' ? pressEnter(state) : put(state, letter);
    if (answers === 'at once') state = setRight(state, letter);
  }
  if (answers === 'late') state = setRight(state, typed.at(-1) ?? '');
  return `${state.text.slice(0, state.offset)}¦${state.text.slice(state.offset)}`;
}

const put = ({ text, offset }: Typed, added: string): Typed => ({
  text: text.slice(0, offset) + added + text.slice(offset),
  offset: offset + added.length,
});

function setRight(state: Typed, letter: string): Typed {
  const edit = editAfterTyping(state.text, state.offset, letter);
  if (!edit) return state;
  const { start, end, text } = edit;
  const offset = state.offset >= end ? state.offset + text.length - (end - start) : Math.min(state.offset, start);
  return { text: applyEdits(state.text, [edit]), offset };
}

/** VS Code's Enter with `editor.autoIndent` "advanced": the first rule that fits, then brackets, then the same indentation. */
function pressEnter(state: Typed): Typed {
  const { text, offset } = state;
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const before = text.slice(lineStart, offset);
  const after = /^[^\r\n]*/.exec(text.slice(offset))?.[0] ?? '';
  const end = text.includes('\r\n') ? '\r\n' : '\n';
  const indent = /^[ \t]*/.exec(before)?.[0].replaceAll('\t', '  ') ?? '';
  const rule = configuration.onEnterRules.find(
    ({ beforeText, afterText }) =>
      new RegExp(beforeText).test(before) && (afterText === undefined || new RegExp(afterText).test(after)),
  );
  if (rule) return put(state, end + indent + (rule.action.appendText ?? ''));
  if (!/[{[(]\s*$/.test(before)) return put(state, end + indent);
  const opened = put(state, `${end}${indent}  `);
  return /^\s*[}\])]/.test(after) ? { text: put(opened, end + indent).text, offset: opened.offset } : opened;
}
