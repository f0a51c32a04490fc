import * as vscode from 'vscode';
import { createTimeFormat } from '../view/time';

/** Times as the user's editor writes them. Made once, because making Intl formats is slow. */
export const time = createTimeFormat({ locale: vscode.env.language });
