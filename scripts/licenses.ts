import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'

/** The licences of the packages whose code is in a bundle, as `licenses.txt`: they ask to go with every copy. */
export function licenses(): Plugin {
  return {
    name: 'licenses',
    generateBundle() {
      const folders = new Set<string>()
      for (const id of this.getModuleIds()) {
        const folder = /^[^\0]*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(id)?.[0]
        if (folder) folders.add(folder)
      }
      const source = [...folders].sort().map(licenseOf).join('\n\n')
      this.emitFile({ type: 'asset', fileName: 'licenses.txt', source })
    },
  }
}

function licenseOf(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const files = readdirSync(folder)
    .filter((name) => /^(licen[cs]e|notice)/i.test(name))
    .flatMap((name) => filesIn(join(folder, name)))
  const texts = files.map((file) => readFileSync(file, 'utf8').trim())
  const text = texts.length > 0 ? texts.join('\n\n') : `It names its licence alone: ${license}.`
  return `${'='.repeat(80)}\n${name} ${version}\n\n${text}\n`
}

const filesIn = (path: string) =>
  statSync(path).isDirectory() ? readdirSync(path).map((name) => join(path, name)) : [path]
