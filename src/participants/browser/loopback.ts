/** Whether an address is this machine's. Deployments elsewhere need the ICE servers that they name; here nobody else is asked. */
export function isLoopback(url: string): boolean {
  const { hostname } = new URL(url);
  return hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.');
}
