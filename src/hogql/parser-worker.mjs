// The parser on a thread of its own: texts in, its JSON out. A text that breaks its memory ends the thread.
import { parentPort } from 'node:worker_threads'
import createParser from '@posthog/hogql-parser'

const parser = await createParser()
parentPort.on('message', ({ method, text }) => parentPort.postMessage(parser[method](text)))
