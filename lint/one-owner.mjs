// @ts-check
// The lint rules that no linter ships: constructs that this project forbids, and calls that one file owns.

/**
 * A rule that reports each node that matches a selector.
 * @param {Readonly<Record<string, string>>} messages by selector
 */
const forbid = (messages) => ({
  create: (/** @type {{ report(what: { node: unknown, message: string }): void }} */ context) =>
    Object.fromEntries(
      Object.entries(messages).map(([selector, message]) => [
        selector,
        (/** @type {unknown} */ node) => context.report({ node, message }),
      ]),
    ),
});

/** @param {string} owner a file of src/vscode @param {readonly string[]} calls the editor's functions that it alone calls */
const owned = (owner, calls) =>
  forbid(
    Object.fromEntries(
      calls.map((name) => [
        `CallExpression[callee.property.name='${name}']`,
        `Only src/vscode/${owner} calls ${name}.`,
      ]),
    ),
  );

const offsetTypes = 'TSTypeReference[typeName.name=/^In(File|Frame|Slice|Piece|Text)$/]';
const offsetCast = 'Only src/scenario/document/offsets.ts casts to offsets. Turn them with its functions.';

const plugin = {
  meta: { name: 'project' },
  rules: {
    'forbidden-syntax': forbid({
      ExportDefaultDeclaration: 'Export by name, so that every reader searches for the same word.',
      TSEnumDeclaration: 'Use a union of string literals.',
      'Identifier[name=/(ForTest|UnderTest)$/]': 'Inject a port. Code does not branch on tests.',
    }),
    'offsets-owns-casts': forbid({
      [`TSAsExpression > ${offsetTypes}`]: offsetCast,
      [`TSAsExpression > TSTypeReference > TSTypeParameterInstantiation > ${offsetTypes}`]: offsetCast,
    }),
    'spans-owns-positions': owned('authoring/spans.ts', ['positionAt', 'offsetAt']),
    'report-owns-messages': owned('report.ts', ['showErrorMessage', 'showWarningMessage', 'showInformationMessage']),
    'settings-owns-configuration': owned('settings.ts', ['getConfiguration']),
    'commands-owns-registration': owned('commands.ts', ['registerCommand']),
  },
};

export default plugin;
