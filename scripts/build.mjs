// Builds the package into dist/: the server and the web page (Vite), the files that the server reads when it runs (SQL, workers)
// and a prepared Postgres directory with its tables. Types are checked by `npm run check`. Only Node's built-ins, so that it
// can explain a missing installation itself.
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const [src, dist] = [join(root, 'src'), join(root, 'dist')]
const step = (text) => console.log(`hoglet: ${text}`)

function run(name, args) {
  const bin = join(root, 'node_modules', '.bin', name)
  if (!existsSync(bin)) fail(`${name} is not installed. Run: npm install`)
  const { status } = spawnSync(bin, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] })
  if (status !== 0) fail(`${name} ${args.join(' ')} failed`)
}

function fail(text) {
  console.error(`hoglet: ${text}`)
  process.exit(1)
}

/** Parts of the last build that this one makes anew; the prepared directory has a digest of its own. */
const isRebuilt = (name) => !name.startsWith('postgres.') && !name.startsWith('.')

export async function build() {
  step('building the server (1/3)')
  if (existsSync(dist))
    for (const name of readdirSync(dist).filter(isRebuilt)) rmSync(join(dist, name), { recursive: true, force: true })
  run('vite', ['build', '--config', 'vite.server.config.ts', '--logLevel', 'warn'])
  for (const name of readdirSync(src, { recursive: true }).filter((name) => /\.(sql|mjs|cjs)$/.test(name)))
    cpSync(join(src, name), join(dist, name))
  step('building the page (2/3)')
  run('vite', ['build', '--logLevel', 'warn'])
  await preparePostgres()
}

/** A data directory in which the migrations are applied: what each first start would do again is done once, here. */
async function preparePostgres() {
  const { digestOf, MIGRATION_TABLE, migrationFiles } = await import('../dist/postgres/migration-files.js')
  const [prepared, digest] = ['postgres.tar.gz', 'postgres.sha256'].map((name) => join(root, 'dist', name))
  const files = migrationFiles()
  const want = digestOf(files)
  if (existsSync(prepared) && existsSync(digest) && readFileSync(digest, 'utf8') === want) return
  step('preparing the Postgres directory (3/3)')
  const { PGlite } = await import('@electric-sql/pglite')
  const { extensions } = await import('../dist/postgres/durable-pglite.mjs')
  const { statementsOf } = await import('../dist/lib/sql-file.js')
  const postgres = await PGlite.create({ extensions })
  await postgres.exec(MIGRATION_TABLE)
  for (const { name, text } of files) {
    for (const statement of statementsOf(text)) await postgres.exec(statement)
    await postgres.query('INSERT INTO migration (name) VALUES ($1)', [name])
  }
  // Nobody makes another database in it: without the templates it is half as many files to unpack and to sync.
  await postgres.exec('UPDATE pg_database SET datistemplate = false WHERE datname <> current_database()')
  for (const template of ['template0', 'template1']) await postgres.exec(`DROP DATABASE ${template}`)
  const dump = await postgres.dumpDataDir('gzip')
  writeFileSync(prepared, Buffer.from(await dump.arrayBuffer()))
  writeFileSync(digest, want)
  await postgres.close()
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await build()
