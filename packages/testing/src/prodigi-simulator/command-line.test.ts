import { expect, it } from 'vitest'
import { CommandLineError } from '../simulator/command-line.ts'
import { readCommandLine, usage } from './command-line.ts'

it('given no options, then orders move by themselves, on the usual port', () => {
  expect(readCommandLine([])).toEqual({ port: 4010, options: { pace: { stageMs: 2000 } } })
})

it('given every option, then each is understood', () => {
  const line =
    '--port 0 --api-key k --stage-ms 50 --seed 7 --callbacks duplicated,reordered --callback-url http://127.0.0.1:4000/hook ' +
    '--rate-limit 30/30 --pause 7200000 --downloads real --fault accept-then-drop=0.05 --fault=html=.01 --ledger-file prints.jsonl'
  expect(readCommandLine(line.split(' '))).toEqual({
    port: 0,
    options: {
      apiKey: 'k',
      pace: { stageMs: 50 },
      seed: 7,
      callbacks: { duplicated: true, reordered: true },
      callbackUrl: 'http://127.0.0.1:4000/hook',
      rateLimit: { calls: 30, windowMs: 30_000 },
      plan: { pause: 7_200_000 },
      downloads: 'real',
      faults: { rate: { 'accept-then-drop': 0.05, html: 0.01 } },
      ledgerFile: 'prints.jsonl',
    },
  })
})

it.each([
  ['--speed 60', { pace: { speed: 60 } }],
  ['--stage-ms 0', { pace: 'manual' }],
  ['--seed tuesday', { seed: 'tuesday' }],
  ['--callbacks off', { callbacks: 'off' }],
  ['--callbacks reordered', { callbacks: { duplicated: false, reordered: true } }],
  ['--pause until_released', { plan: { pause: 'until_released' } }],
])('given %s, then it means %j', (line, options) => {
  expect(readCommandLine(line.split(' '))).toMatchObject({ options })
})

it.each([
  ['--port x', '--port: a whole number is needed'],
  ['--port 65536', '--port: a port is below 65536'],
  ['--stage-ms -1', '--stage-ms'],
  ['--stage-ms=-1', '--stage-ms: a whole number is needed'],
  ['--speed 0', '--speed: a number above 0 is needed'],
  ['--speed 2 --stage-ms 5', '--speed and --stage-ms'],
  ['--callbacks sometimes', '--callbacks: on, off, duplicated'],
  ['--callbacks on,duplicated', '--callbacks: on, off, duplicated'],
  ['--callback-url ftp://a.example', '--callback-url: an address of the web is needed'],
  ['--rate-limit 30', '--rate-limit: calls and seconds are needed'],
  ['--rate-limit 30/0', '--rate-limit: calls and seconds are needed'],
  ['--pause soon', '--pause: milliseconds or until_released are needed'],
  ['--downloads maybe', '--downloads: simulated or real is needed'],
  ['--fault drop', '--fault: a kind and a rate are needed'],
  ['--fault gremlins=0.1', '--fault: Unrecognized key: "gremlins"'],
  ['--fault drop=1.5', '--fault drop:'],
  ['--fault drop=0.6 --fault html=0.6', '--fault: The rates are more than 1 together.'],
  ['--api-key=', '--api-key: a key is not empty'],
  ['--api-key', "'--api-key <value>'"],
  ['--prot 1', "'--prot'"],
  ['4010', "'4010'"],
])('given %s, then the error names the option: %s', (line, message) => {
  expect(() => readCommandLine(line.split(' '))).toThrow(CommandLineError)
  expect(() => readCommandLine(line.split(' '))).toThrow(message)
})

it('when help is asked for, then every option is in it', () => {
  expect(readCommandLine(['--help', '--port', 'x'])).toBe('help')
  for (const option of ['port', 'api-key', 'stage-ms', 'seed', 'callbacks', 'rate-limit', 'pause']) {
    expect(usage).toContain(`--${option} `)
  }
})
