import assert from 'node:assert/strict';
import { keywordFor, splitKeyword, typeOfKeyword } from '../../../src/registry/keywords';

describe('the keyword of a sentence', () => {
  it('is split off with the white space around it', () => {
    for (const keyword of ['Given ', 'when ', '  THEN  ', 'And\t', 'But '])
      assert.deepEqual(splitKeyword(`${keyword}I wait`), { keyword, rest: 'I wait' });
  });

  it('is only a whole word at the start', () => {
    for (const rest of ['I wait when asked', 'Given', 'Givens I wait', 'thenI wait', ''])
      assert.deepEqual(splitKeyword(rest), { keyword: '', rest });
  });

  it('announces a kind of step', () =>
    assert.deepEqual(['Given ', ' when ', 'THEN ', 'And ', 'But ', ''].map(typeOfKeyword), [
      'ACTION',
      'ACTION',
      'VALIDATION',
      undefined,
      undefined,
      undefined,
    ]));

  it('fits the step and the one before', () => {
    const befores = ['none', 'unknown', 'ACTION', 'VALIDATION'] as const;
    assert.deepEqual(
      befores.map((before) => keywordFor('ACTION', before)),
      ['Given', 'When', 'And', 'When'],
    );
    assert.deepEqual(
      befores.map((before) => keywordFor('VALIDATION', before)),
      ['Then', 'Then', 'Then', 'And'],
    );
  });
});
