import * as vscode from 'vscode';

/** The workspace folder of a document; one outside of all counts to the first. */
export const workspaceFolderOf = (uri: vscode.Uri | undefined): vscode.WorkspaceFolder | undefined =>
  (uri && vscode.workspace.getWorkspaceFolder(uri)) ?? vscode.workspace.workspaceFolders?.[0];
