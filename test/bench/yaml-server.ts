import { getLanguageService, type LanguageService } from 'yaml-language-server';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { JsonSchema } from '../../src/registry/schema/json-schema';

const schemaUri = 'file:///scenario.schema.json';

/** A document in yaml-language-server, with the same knowledge as ours: a schema that chooses by cog and step id. */
export class YamlServer {
  readonly #service: LanguageService;
  #version = 0;

  constructor(schema: JsonSchema) {
    this.#service = getLanguageService({
      schemaRequestService: () => Promise.resolve(JSON.stringify(schema)),
      workspaceContext: { resolveRelativePath: (path) => path },
    });
    this.#service.configure({
      validate: true,
      hover: true,
      completion: true,
      yamlVersion: '1.2',
      schemas: [{ uri: schemaUri, fileMatch: ['*.crank.yml'], schema }],
    });
  }

  async problems(text: string): Promise<number> {
    return (await this.#service.doValidation(this.#open(text), false)).length;
  }

  async completions(text: string, offset: number): Promise<number> {
    const document = this.#open(text);
    return (await this.#service.doComplete(document, document.positionAt(offset), false)).items.length;
  }

  async hover(text: string, offset: number): Promise<boolean> {
    const document = this.#open(text);
    return (await this.#service.doHover(document, document.positionAt(offset))) !== null;
  }

  /** Another version each time: the server keeps what it read of one. */
  #open(text: string): TextDocument {
    this.#version += 1;
    return TextDocument.create('file:///made.crank.yml', 'yaml', this.#version, text);
  }
}
