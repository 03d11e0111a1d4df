/** A page of something between a service and its caller, where JSON is expected. */
export function gatewayPage(title: '502 Bad Gateway' | '503 Service Unavailable'): string {
  return `<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`
}
