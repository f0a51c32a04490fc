import * as vscode from 'vscode';
import { t } from '../base/localize';
import { registryScheme } from './ids';

/** The read-only document that lists what is known of the cogs where a document lies. */
export const registryUri = (about: vscode.Uri | undefined): vscode.Uri =>
  vscode.Uri.from({ scheme: registryScheme, path: `/${t('Registry')}`, query: about?.toString() ?? '' });
