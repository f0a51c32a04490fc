import { renderScenario } from '../../scenario/render';
import { expandAliases } from '../../scenario/edit/expand-aliases';
import { keepNumbers } from '../../scenario/edit/keep-numbers';
import { sameValue } from '../../scenario/edit/plain-value';
import { applyEdits } from '../../scenario/edit/text-edit';
import { differentSettings, isSame } from '../diff/compare';
import { compileFile } from './compile';
import type { Content, Settings } from '../model/content';
import { Editing, NotEditable } from './editing';
import type { Language } from '../model/ports';
import { canonical } from '../model/json-value';
import { readFile } from './read-file';
import { settingKeys } from '../model/read-settings';
import { rewriteLinks } from './rewrite-links';
import { rewriteSteps } from './rewrite-steps';
import { createSpeech } from './sentence';
import { writtenLinks, writtenStep } from './written-step';

/** Everything but steps, which mean what they mean with the tokens that stand here then. */
function rewriteFrame(editing: Editing, now: Content, content: Content): void {
  editing.change(['scenario'], now.name, content.name);
  editing.change(['description'], now.description || undefined, content.description || undefined);
  const tokens = ({ tokens: values = {} }: Content): Content['tokens'] =>
    Object.keys(values).length === 0 ? undefined : values;
  editing.change(['tokens'], tokens(now), tokens(content));
  for (const key of differentSettings(now.settings, content.settings))
    editing.change(['stackmoxie', key], now.settings[key], content.settings[key]);
}

/**
 * Changes a file's text so that it says `content`, and touches only the lines of what it says differently: comments, order,
 * quoting, line breaks and keys that nobody reads stay. A setting that the file does not name stays unnamed; tokens stay where `content` has none. Where the name of
 * a changed step is a sentence that says other values than its data, the file's sentence says the data. Where a change would
 * reach the places of aliases, these are written out.
 * @returns `undefined` where that cannot be done surely: the file has errors, or a change would lose a comment.
 */
export function rewriteFile(text: string, content: Content, language: Language): string | undefined {
  const rewritten = rewrite(text, content, language);
  const aliases = rewritten === undefined ? expandAliases(text) : undefined;
  if (!aliases || aliases.length === 0) return rewritten;
  const expanded = keepNumbers({ text, path: [] }, { text: applyEdits(text, aliases), path: [] });
  return rewrite(expanded, content, language);
}

function rewrite(text: string, wanted: Content, language: Language): string | undefined {
  const before = readFile(text, language);
  const now = before.content;
  if (!now) return undefined;
  const content = { ...wanted, tokens: wanted.tokens ?? now.tokens ?? {} };
  if (isSame(now, content)) return text;
  const editing = new Editing(text);
  try {
    rewriteFrame(editing, now, content);
    const speech = createSpeech(content.tokens, language);
    // With other tokens, sentences may mean something else.
    const isSure = sameValue(now.tokens, content.tokens);
    const steps = rewriteSteps(editing, before.steps, { wanted: content.steps, speech, isSure });
    const linkedScenarios = rewriteLinks(
      editing,
      { now: now.linkedScenarios, wanted: content.linkedScenarios },
      { steps: before.linkedSteps, speech, isSure },
    );
    const after = compileFile(editing.text, language).content;
    return after && isSame(after, { ...content, steps, ...(linkedScenarios ? { linkedScenarios } : {}) })
      ? editing.text
      : undefined;
  } catch (error) {
    if (error instanceof NotEditable) return undefined;
    throw error;
  }
}

/** Takes settings out of a file's text, and changes nothing else. @returns `undefined` where that cannot be done surely. */
export function unname(text: string, keys: readonly (keyof Settings)[]): string | undefined {
  const editing = new Editing(text);
  try {
    for (const key of keys) editing.drop(['stackmoxie', key]);
    return editing.text;
  } catch (error) {
    if (error instanceof NotEditable) return undefined;
    throw error;
  }
}

/** Settings that are worth a line in a new file: those that are not as in every new scenario. What makes a template is said in the web application. */
function noteworthy(settings: Settings): Readonly<Record<string, unknown>> | undefined {
  const usual = new Set(['null', '""', '[]', 'false', '"default"']);
  const entries = settingKeys.flatMap((key) =>
    key === 'type' || settings[key] === undefined || usual.has(canonical(settings[key]))
      ? []
      : [[key, settings[key]] as const],
  );
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

/** The text of a new file. A step whose name means the same step with the same data is a sentence, others name their step definition. */
export function renderFile(content: Content, language: Language): string {
  const { name, description, tokens = {}, steps, linkedScenarios, settings } = content;
  const speech = createSpeech(tokens, language);
  const model = {
    scenario: name,
    ...(description === '' ? {} : { description }),
    tokens,
    steps: steps.map((step) => writtenStep(step, speech)),
  };
  const stackmoxie = noteworthy(settings);
  return renderScenario(model, {
    ...(linkedScenarios ? { linkedScenarios: writtenLinks(linkedScenarios, speech) } : {}),
    ...(stackmoxie ? { stackmoxie } : {}),
  });
}
