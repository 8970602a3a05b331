// Makes a checkout ready to run: installs the packages when the lockfile changed and builds when sources changed.
// Runs before `npm start` and `npm test`; does nothing, at once, when everything is in place.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const INSTALLED = join(root, 'node_modules', '.hoglet-installed')
const BUILT = join(root, 'dist', '.hoglet-built')
const SOURCES = ['src', 'ui', 'scripts', 'package.json', 'tsconfig.json', 'vite.config.ts', 'vite.server.config.ts']

const say = (text) => console.log(`hoglet: ${text}`)
const read = (path) => (existsSync(path) ? readFileSync(path, 'utf8') : '')

function stop(text) {
  console.error(`hoglet: ${text}`)
  process.exit(1)
}

function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major < 20 || (major === 20 && minor < 20))
    stop(`Node ${process.versions.node} is too old. Hoglet needs Node 20.20 or later; get it from https://nodejs.org`)
}

function hashOf(paths) {
  const hash = createHash('sha256')
  const visit = (path) => {
    if (!existsSync(path)) return
    if (statSync(path).isDirectory()) {
      for (const name of readdirSync(path).sort()) visit(join(path, name))
      return
    }
    hash.update(path.slice(root.length)).update('\0').update(readFileSync(path)).update('\0')
  }
  for (const path of paths) visit(join(root, path))
  return hash.digest('hex')
}

function megabytes(path) {
  if (!existsSync(path)) return 0
  let bytes = 0
  for (const entry of readdirSync(path, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue
    try {
      bytes += statSync(join(entry.parentPath ?? entry.path, entry.name)).size
    } catch {
      // npm moves files while it installs
    }
  }
  return Math.round(bytes / 1e6)
}

async function install() {
  const want = hashOf(['package-lock.json', 'package.json'])
  if (read(INSTALLED) === want) return
  say('installing packages, about 170 MB the first time because ClickHouse comes with it')
  const progress = setInterval(
    () => say(`… ${megabytes(join(root, 'node_modules'))} MB on disk so far, about 950 in all`),
    5000,
  )
  const npm = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ['npm']
  // `npm install`, not `npm ci`, which would begin by removing what is there.
  const child = spawn(
    npm[0],
    [...npm.slice(1), 'install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'],
    {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
    },
  )
  const code = await new Promise((resolve) => child.on('exit', resolve).on('error', () => resolve(1)))
  clearInterval(progress)
  if (code !== 0) stop('the packages could not be installed; see the lines above, then run the command again')
  writeFileSync(INSTALLED, want)
}

async function buildIfNeeded() {
  const want = hashOf(SOURCES)
  if (read(BUILT) === want) return
  const { build } = await import('./build.mjs')
  await build()
  mkdirSync(join(root, 'dist'), { recursive: true })
  writeFileSync(BUILT, want)
}

requireNode()
await install()
if (!process.argv.includes('--install')) await buildIfNeeded()
