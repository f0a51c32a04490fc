import assert from 'node:assert/strict';
import { openScenario, type LiveScenario, type WorldKnowledge } from '../../../src/language/check/live-scenario';
import type { ReadScenario } from '../../../src/language/core/read-scenario';
import { inFile, type InFile } from '../../../src/scenario/document/offsets';
import type { Span } from '../../../src/scenario/document/tree';
import { createCatalog } from '../../../src/registry/catalog';
import registry from './registry.json';

/** The registry of the language tests: acme/web, acme/crm, acme/mail. */
export const catalog = createCatalog(registry);
export const knowledge: WorldKnowledge = { catalog, now: Date.parse('2026-03-10T15:20:30Z') };

/** Reads a scenario file against the tests' registry. */
export const readText = (text: string, known: WorldKnowledge = knowledge): ReadScenario =>
  openScenario(text).read(known);

/** Where a cursor stands, and nothing is selected. */
export function cursorAt(offset: number): Span<InFile> {
  const at = inFile(offset);
  return { start: at, end: at };
}

/** A text with one `¦` where the cursor is: the text without it, the offset, and the file read. */
export function atCursor(
  marked: string,
  known: WorldKnowledge = knowledge,
): { readonly text: string; readonly offset: InFile; readonly live: LiveScenario; readonly scenario: ReadScenario } {
  const offset = inFile(marked.indexOf('¦'));
  assert.ok(offset >= 0, 'The text needs a ¦ where the cursor is.');
  const text = marked.slice(0, offset) + marked.slice(offset + 1);
  const live = openScenario(text);
  return { text, offset, live, scenario: live.read(known) };
}
