/** The headers of every answer, errors included. */

const pagePolicy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** For what comes from the cluster: should a browser ever show it as a document, that document can do nothing. */
const dataPolicy = "default-src 'none'; sandbox; frame-ancestors 'none'"

const common = {
  'x-frame-options': 'DENY',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
}

/** @param kind page: files of the page; data: everything else */
export function securityHeaders(kind: 'page' | 'data'): Readonly<Record<string, string>> {
  return { ...common, 'content-security-policy': kind === 'page' ? pagePolicy : dataPolicy }
}
