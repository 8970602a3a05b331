import { constants, type Dirent } from 'node:fs'
import { copyFile, link, mkdir, open, readdir, readlink, stat, symlink } from 'node:fs/promises'
import { join } from 'node:path'

interface CopyOptions {
  /** Whether a file or folder of this name, in this folder, is copied. All are where it is not given. */
  keeps?: (entry: Dirent, folder: string) => boolean
  /** Files that never change may be linked, which takes no room; on another disk they are copied all the same. */
  links?: boolean
  /** Files may go away meanwhile; then they are left out. */
  changes?: boolean
  signal?: AbortSignal | undefined
}

/**
 * Copies a folder with its files, folders and links, and returns how many bytes its files hold. The folder that is copied to
 * may be there already. The copy is on disk when {@link syncTree} has been called for it. Throws what the system refuses, and the signal's reason when that aborts.
 */
export async function copyTree(from: string, to: string, options: CopyOptions = {}): Promise<number> {
  let bytes = 0
  await mkdir(to, { mode: 0o700 }).catch((error: unknown) => {
    if (codeOf(error) !== 'EEXIST') throw error
  })
  for (const entry of await readdir(from, { withFileTypes: true })) {
    options.signal?.throwIfAborted()
    if (options.keeps && !options.keeps(entry, from)) continue
    const [source, target] = [join(from, entry.name), join(to, entry.name)]
    bytes += await copyEntry(entry, source, target, options).catch((error: unknown) => {
      if (!options.changes || codeOf(error) !== 'ENOENT') throw error
      return 0
    })
  }
  return bytes
}

async function copyEntry(entry: Dirent, source: string, target: string, options: CopyOptions): Promise<number> {
  if (entry.isDirectory()) return copyTree(source, target, options)
  if (entry.isSymbolicLink()) await symlink(await readlink(source), target)
  if (!entry.isFile()) return 0
  if (!options.links || !(await isLinked(source, target))) await copyFile(source, target, constants.COPYFILE_FICLONE)
  return (await stat(target)).size
}

/** Links a file; false where the system cannot: to another disk, to a file of somebody else, once too often. */
function isLinked(source: string, target: string): Promise<boolean> {
  return link(source, target).then(
    () => true,
    (error: unknown) => {
      if (['EXDEV', 'EPERM', 'EMLINK', 'ENOTSUP', 'ENOSYS'].includes(codeOf(error))) return false
      throw error
    },
  )
}

/** Syncs all files and folders of a folder to disk. Throws the signal's reason when that aborts. */
export async function syncTree(folder: string, signal?: AbortSignal): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    signal?.throwIfAborted()
    if (entry.isDirectory()) await syncTree(join(folder, entry.name), signal)
    else if (entry.isFile()) await sync(join(folder, entry.name))
  }
  await sync(folder)
}

/** Writes a file, or the list of a folder, to the disk. */
export async function sync(path: string): Promise<void> {
  const file = await open(path)
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '')
