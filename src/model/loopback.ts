/** Whether an address is this machine's. Deployments elsewhere need the ICE servers that they name; here nobody else is asked. */
export function isLoopback(url: string): boolean {
  return /^(localhost|127(\.\d+){3}|\[::1\])$/.test(new URL(url).hostname);
}
