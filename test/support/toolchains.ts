import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

// Tried with posthog-go 1.5.2, posthog (Python) 7.53 and mypy 2.4.
export const POSTHOG_GO = 'github.com/posthog/posthog-go@v1.5.2'

const run = promisify(execFile)

/** A folder of its own in which compilers run; what they say is kept with whether they were content. */
export class Workshop {
  readonly directory: string

  private constructor(directory: string) {
    this.directory = directory
  }

  static async open(): Promise<Workshop> {
    return new Workshop(await mkdtemp(join(tmpdir(), 'hoglet-compilers-')))
  }

  close(): Promise<void> {
    return rm(this.directory, { recursive: true, force: true, maxRetries: 5 })
  }

  run(command: string, args: string[]): Promise<{ ok: boolean; text: string }> {
    return run(command, args, { cwd: this.directory, maxBuffer: 2 ** 24 }).then(
      ({ stdout }) => ({ ok: true, text: stdout }),
      (error: { stdout?: string; stderr?: string; message: string }) => ({
        ok: false,
        text: `${error.message} ${error.stdout ?? ''} ${error.stderr ?? ''}`,
      }),
    )
  }

  /** A Python of its own with these packages; its path. */
  async python(...packages: string[]): Promise<string> {
    const made = await this.run('python3', ['-m', 'venv', 'venv'])
    const python = join(this.directory, 'venv/bin/python')
    const installed = await this.run(python, ['-m', 'pip', 'install', '-q', ...packages])
    if (!made.ok || !installed.ok) throw new Error(`Python is not ready: ${made.text} ${installed.text}`)
    return python
  }

  /** A Go module with the SDK. */
  async goModule(name: string): Promise<void> {
    const made = await this.run('go', ['mod', 'init', name])
    const got = await this.run('go', ['get', POSTHOG_GO])
    if (!made.ok || !got.ok) throw new Error(`Go is not ready: ${made.text} ${got.text}`)
  }
}
