import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'

interface Entry {
  path: string
  isFolder: boolean
  bytes: Buffer
}

/** There are a thousand files, and a system may allow fewer to be open. */
const OPEN_AT_ONCE = 64

/** Makes a Postgres directory of an archive. It appears under its name complete and synced, or not at all. */
export async function unpackDirectory(archive: string, directory: string): Promise<void> {
  const entries = [...entriesOf(await promisify(gunzip)(await readFile(archive)))]
  const fresh = `${directory}.new`
  const under = ({ path }: Entry) => join(fresh, path)
  const folders = [fresh, ...entries.filter(({ isFolder }) => isFolder).map(under)]
  await rm(fresh, { recursive: true, force: true })
  for (const folder of folders) await mkdir(folder, { recursive: true, mode: 0o700 })
  const files = entries.filter(({ isFolder }) => !isFolder)
  for (let from = 0; from < files.length; from += OPEN_AT_ONCE)
    await Promise.all(files.slice(from, from + OPEN_AT_ONCE).map((file) => synced(under(file), 'wx', file.bytes)))
  await Promise.all(folders.map((folder) => synced(folder, 'r')))
  await rename(fresh, directory)
  await synced(dirname(directory), 'r')
}

async function synced(path: string, flags: string, bytes?: Buffer): Promise<void> {
  const file = await open(path, flags, 0o600)
  try {
    if (bytes) await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** What is in a tar archive, as PGlite writes one: files and folders with names of less than a hundred letters. */
function* entriesOf(tar: Buffer): Generator<Entry> {
  const text = (at: number, length: number) => tar.toString('latin1', at, at + length).replace(/\0.*$/s, '')
  for (let at = 0; tar[at]; ) {
    const content = at + 512
    const size = Number.parseInt(text(at + 124, 12), 8)
    yield { path: text(at, 100), isFolder: text(at + 156, 1) === '5', bytes: tar.subarray(content, content + size) }
    at = content + Math.ceil(size / 512) * 512
  }
}
