import { expect, test } from 'vitest'
import { refusePattern } from './data-path.ts'

test.each(['/data/*', '/data/what?', '/data/{a,b}', 'C:\\data', '/data/a::b'])('%s is a pattern', (directory) => {
  expect(() => refusePattern(directory, 'Choose another.')).toThrow(/has \S+ in its path, .+ Choose another\.$/)
})

test.each(['/data/a:b', '/data/[a]', '/data/100%', "/data/it's", '/data/größe'])('%s is none', (directory) => {
  expect(() => refusePattern(directory, 'Choose another.')).not.toThrow()
})
