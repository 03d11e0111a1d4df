/** What must stand nowhere, told by its looks: keys of Stripe and EasyPost, secrets of webhooks, passwords and tokens in URLs, e-mail addresses. */
const secrets = [
  /\b[prs]k_(?:live|test)_\w+/g,
  /\bwhsec_[\w+/=-]+/g,
  /\bEZ[AT]K\w{8,}/g,
  /(?<=:\/\/)[^\s/@]+(?=@)/g,
  /(?<=[?&](?:token|key|secret|signature)=)[^\s&#]+/gi,
  /[\w.%+-]+@(?:[\w-]+\.)+[a-z]{2,}/gi,
]

/**
 * Takes from a text what looks like a secret. The second line of defence: Quoin's own messages are made without any, but a
 * host's product names and codes may be anything.
 */
export function redact(text: string): string {
  return secrets.reduce((clean, pattern) => clean.replace(pattern, '[redacted]'), text)
}
