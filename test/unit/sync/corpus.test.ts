import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { createCatalog } from '../../../src/registry/catalog';
import { contentOfScenario } from '../../../src/sync/model/cloud-content';
import { differences, isSame } from '../../../src/sync/diff/compare';
import { compileFile } from '../../../src/sync/file/compile';
import type { Language } from '../../../src/sync/model/ports';
import { renderFile, rewriteFile } from '../../../src/sync/file/rewrite';
import { realRegistries } from '../registry/corpus';
import { cases, patience, stored } from './made';
import { applyAll, frameEdit, listEdit, stepEdit } from './made-edits';

const corpus = process.env['STACK_MOXIE_CORPUS'];
const folder = corpus === undefined ? undefined : join(corpus, 'scenarios');
const language: Language = { catalog: createCatalog(realRegistries.flat()), now: Date.UTC(2026, 2, 10) };

const texts =
  folder === undefined || !existsSync(folder)
    ? []
    : readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((file) => /\.crank\.ya?ml$/.test(file))
        .map((file) => readFileSync(join(folder, file), 'utf8'));
const files = texts.flatMap((text) => {
  const { content } = compileFile(text, language);
  return content ? [{ text, content }] : [];
});

if (files.length > 0)
  describe('real scenario files', function () {
    this.timeout(patience === 0 ? 0 : 20_000);

    it('are understood, most of them', () => {
      assert.ok(files.length > texts.length / 2, `${files.length} of ${texts.length}`);
    });

    it('stay byte for byte what they were when they are pushed and pulled', () => {
      for (const { text, content } of files) {
        assert.equal(rewriteFile(text, contentOfScenario(stored(content), { like: content.settings }), language), text);
        const made = compileFile(renderFile(content, language), language).content;
        assert.ok(made && isSame(made, content), text);
      }
    });

    it('say what the cloud says after a pull', () => {
      fc.assert(
        fc.property(
          fc.constantFrom(...files),
          fc.array(fc.oneof(stepEdit, listEdit, frameEdit), { minLength: 1, maxLength: 3 }),
          ({ text, content }, edits) => {
            const cloud = contentOfScenario(stored(applyAll(content, edits)));
            const after = rewriteFile(text, cloud, language);
            assert.ok(after !== undefined, text);
            const said = compileFile(after, language).content;
            assert.deepEqual(said && differences(cloud, said).filter(({ path }) => path.at(-1) !== 'name'), [], after);
          },
        ),
        cases(60),
      );
    });
  });
