import type { CommandHandler } from '../../commands';
import { syncCommands, type SyncCommandId } from '../../ids';
import { deleteHere, deleteInCloud } from './deleting';
import { linkFile, unlinkFile } from './linking';
import { moveToFolder } from './moving';
import { renameScenario } from './renaming';
import { createRunFile, type RunFileWorld } from './run-file';
import { saveAsUtf8 } from '../work/save-as-utf8';

/** The commands that manage scenarios and their files, and run what a file says. */
export function manageHandlers(world: RunFileWorld): Partial<Record<SyncCommandId, CommandHandler>> {
  return {
    [syncCommands.linkFile]: (...args) => linkFile(world, args),
    [syncCommands.unlinkFile]: (...args) => unlinkFile(world, args),
    [syncCommands.renameScenario]: (...args) => renameScenario(world, args),
    [syncCommands.moveToFolder]: (...args) => moveToFolder(world, args),
    [syncCommands.deleteHere]: (...args) => deleteHere(world, args),
    [syncCommands.deleteInCloud]: (...args) => deleteInCloud(world, args),
    [syncCommands.renameRow]: (...args) => renameScenario(world, args),
    [syncCommands.deleteRow]: (...args) => deleteInCloud(world, args),
    [syncCommands.convertEncoding]: (...args) => saveAsUtf8(args),
    [syncCommands.runFile]: createRunFile(world),
  };
}
