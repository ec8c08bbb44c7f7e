import { isIPv6 } from 'node:net';
import { networkInterfaces } from 'node:os';

const everyAddress = ['0.0.0.0', '::'];

/** The host part of the URL for clients: the address bound to, or this machine's own where every address is. */
export function publicHost(bindAddress: string): string {
  const address = everyAddress.includes(bindAddress) ? ownAddress() : bindAddress;
  return isIPv6(address) ? `[${address}]` : address;
}

function ownAddress(): string {
  const addresses = Object.values(networkInterfaces()).flatMap((each) => each ?? []);
  return addresses.find(({ family, internal }) => family === 'IPv4' && !internal)?.address ?? '127.0.0.1';
}
