import type * as vscode from 'vscode';
import type { Clock } from '../../base/clock';
import type { Event } from '../../base/event';
import type { Log } from '../../base/log';
import type { OrganizationNames } from '../../language/core/knowledge';
import type { Sessions } from '../session';
import type { RegistryKnowledge } from '../../view/registry/registry-knowledge';

/** What is known where a document lies. */
export interface KnowledgeSource {
  /** What is known now; the first question at a place is a need. */
  knowledge(uri: vscode.Uri): RegistryKnowledge & { readonly organization?: OrganizationNames | undefined };
  /** Fires when what is known has changed at some place. */
  readonly onDidChange: Event<undefined>;
}

/** What authoring needs of the rest of the extension. */
export interface AuthoringWorld {
  readonly registries: Pick<KnowledgeSource, 'onDidChange'> & {
    knowledge(uri: vscode.Uri): RegistryKnowledge;
    /** Looks for newer knowledge; resolves once what disk and files have is known. */
    need(uri: vscode.Uri | undefined): Promise<RegistryKnowledge>;
  };
  readonly sessions: Pick<Sessions, 'bindings' | 'forOrganization' | 'forBinding' | 'learnName' | 'onDidChange'>;
  /** The page that explains the codes of problems. */
  readonly page: vscode.Uri;
  readonly clock: Clock;
  readonly log: Log;
}
