import type * as vscode from 'vscode';
import type { Clock } from '../../base/clock';
import type { Event } from '../../base/event';
import type { Log } from '../../base/log';
import type { OrganizationNames } from '../../language/core/knowledge';
import type { Session } from '../session/session';
import type { RegistryKnowledge } from '../../view/registry/registry-knowledge';

/** What is known where a document lies. */
export interface KnowledgeSource {
  /** What is known now; the first question at a place is a need. */
  knowledge(uri: vscode.Uri): RegistryKnowledge & { readonly organization?: OrganizationNames | undefined };
  /** Fires when what is known has changed at some place. */
  readonly onDidChange: Event<undefined>;
}

/** What is known of the cogs where a document lies. */
interface Registries {
  knowledge(uri: vscode.Uri): RegistryKnowledge;
  /** Looks for newer knowledge; resolves once what disk and files have is known. */
  need(uri: vscode.Uri | undefined): Promise<RegistryKnowledge>;
  /** Fires when what is known has changed at some place. */
  readonly onDidChange: Event<undefined>;
}

/** Whom the extension acts as in a workspace folder, where that is known. */
type FolderBinding =
  | { readonly kind: 'signedOut' | 'noOrganization' }
  | { readonly kind: 'bound'; readonly binding: Session['binding'] };

/** The session that counts where a document lies. */
export interface DocumentSessions {
  readonly bindings: { of(folder: vscode.Uri | undefined): Promise<FolderBinding> };
  /** Of an organization by its UUID. Throws where none of the user's accounts knows it. */
  forOrganization(uuid: string): Promise<Session>;
  forBinding(binding: Session['binding']): Promise<Session>;
  /** Asks for the organization's name where it is not known. */
  learnName(session: Session): Promise<void>;
  readonly onDidChange: Event<undefined>;
}

/** What authoring needs of the rest of the extension. */
export interface AuthoringWorld {
  readonly registries: Registries;
  readonly sessions: DocumentSessions;
  /** The page that explains the codes of problems. */
  readonly page: vscode.Uri;
  readonly clock: Clock;
  readonly log: Log;
}
