import assert from 'node:assert/strict';
import fc from 'fast-check';
import { contentOfScenario } from '../../../src/sync/model/cloud-content';
import { isSame } from '../../../src/sync/diff/compare';
import { compileFile } from '../../../src/sync/file/compile';
import type { Content } from '../../../src/sync/model/content';
import { renderFile, rewriteFile } from '../../../src/sync/file/rewrite';
import { cases, fileText, language, patience, stored, tangledText } from './made';

function contentOf(text: string): Content {
  const { content, problems } = compileFile(text, language);
  assert.ok(content, `${JSON.stringify(problems)}\n${text}`);
  return content;
}

describe('push then pull', function () {
  this.timeout(patience);

  it('leaves a file byte for byte as it was', () => {
    fc.assert(
      fc.property(fc.oneof(fileText, tangledText), (text) => {
        const content = contentOf(text);
        const back = contentOfScenario(stored(content), { like: content.settings });
        assert.ok(isSame(content, back));
        assert.equal(rewriteFile(text, back, language), text);
      }),
      cases(20),
    );
  });

  it('into a new file says the same', () => {
    fc.assert(
      fc.property(fileText, (text) => {
        const content = contentOf(text);
        const made = renderFile(content, language);
        assert.ok(isSame(contentOf(made), content), made);
      }),
      cases(12),
    );
  });
});
