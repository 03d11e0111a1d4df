import { expect, it } from 'vitest'
import { CommandLineError } from '../simulator/command-line.ts'
import { readStripeCommandLine, stripeUsage } from './stripe-command-line.ts'

const usual = { secretKey: 'sk_test_simulator', webhookSecret: 'whsec_simulator' }

it('given no options, then it listens on the usual port and sends no events', () => {
  expect(readStripeCommandLine([])).toEqual({ port: 4011, options: usual })
})

it('given every option, then each is understood', () => {
  const line =
    '--port 0 --secret-key sk_live_shop --webhook-url http://127.0.0.1:4000/hook --webhook-secret whsec_1 ' +
    '--webhook-events checkout.session.*,refund.failed --retries live --copies 2 --reorder 5000 --seed 7 --tax 8.5 ' +
    '--settle-ms 1000 --fault accept-then-drop=0.05 --fault=html=.01 --ledger-file money.jsonl'
  expect(readStripeCommandLine(line.split(' '))).toEqual({
    port: 0,
    options: {
      secretKey: 'sk_live_shop',
      webhookUrl: 'http://127.0.0.1:4000/hook',
      webhookSecret: 'whsec_1',
      webhookEvents: ['checkout.session.*', 'refund.failed'],
      webhookRetries: 'live',
      copies: 2,
      reorder: 5000,
      seed: 7,
      taxPercent: 8.5,
      settleAfterMs: 1000,
      faults: { rate: { 'accept-then-drop': 0.05, html: 0.01 } },
      ledgerFile: 'money.jsonl',
    },
  })
})

it.each([
  ['--port x', '--port: a whole number is needed'],
  ['--port 65536', '--port: a port is below 65536'],
  ['--secret-key pk_test_1', '--secret-key: a key such as'],
  ['--webhook-url ftp://a.example', '--webhook-url: an address of the web is needed'],
  ['--webhook-secret=', '--webhook-secret: a secret is not empty'],
  ['--webhook-events Refunds!', '--webhook-events'],
  ['--retries never', '--retries: quick, live or sandbox is needed'],
  ['--copies 0', '--copies: a number from 1 to 100 is needed'],
  ['--reorder soon', '--reorder: a whole number is needed'],
  ['--tax 101', '--tax: a number from 0 to 100 is needed'],
  ['--settle-ms later', '--settle-ms: a whole number is needed'],
  ['--fault drop', '--fault: a kind and a rate are needed'],
  ['--fault gremlins=0.1', '--fault: Unrecognized key: "gremlins"'],
  ['--fault drop=1.5', '--fault drop:'],
  ['--fault drop=0.6 --fault html=0.6', '--fault: The rates are more than 1 together.'],
  ['--prot 1', "'--prot'"],
  ['4011', "'4011'"],
])('given %s, then the error names the option: %s', (line, message) => {
  expect(() => readStripeCommandLine(line.split(' '))).toThrow(CommandLineError)
  expect(() => readStripeCommandLine(line.split(' '))).toThrow(message)
})

it('when help is asked for, then every option is in it', () => {
  expect(readStripeCommandLine(['--help', '--port', 'x'])).toBe('help')
  for (const option of ['port', 'secret-key', 'webhook-url', 'retries', 'copies', 'reorder', 'seed', 'tax', 'fault']) {
    expect(stripeUsage).toContain(`--${option} `)
  }
})
