/** Paths as messages call them, and what the file system says of them in words. */

import type { Stats } from 'node:fs';
import { statSync } from 'node:fs';
import { relative, sep } from 'node:path';

/** What stands at the path; undefined when nothing does, also for a path that leads through a file. */
export function statusOf(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}

export function shownPath(file: string, cwd: string): string {
  const path = relative(cwd, file);
  return (path === '' ? '.' : path).split(sep).join('/');
}

export function reason(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  switch (code) {
    case 'EACCES':
    case 'EPERM':
      return 'permission denied';
    case 'ENOENT':
      return 'there is no such file or folder';
    case 'EISDIR':
      return 'it is a folder';
    case 'ENOTDIR':
    case 'EEXIST':
      return 'a file stands where a folder is needed';
    case 'ENOSPC':
      return 'the disk is full';
    case 'EROFS':
      return 'the file system is read-only';
    default:
      return message;
  }
}
