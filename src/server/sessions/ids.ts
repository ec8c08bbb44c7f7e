import { randomInt } from 'node:crypto';

const upperCase = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const alphanumerics = `${upperCase}abcdefghijklmnopqrstuvwxyz0123456789`;

export function newSessionId(): string {
  return `ses_${capitalized(10)}`;
}

export function newConnectionId(): string {
  return `con_${capitalized(10)}`;
}

/** Only the random part of a token; the whole token is a URL. */
export function newTokenId(): string {
  return `tok_${capitalized(16)}`;
}

/** Handle of one JSON-RPC session, presented again on reconnection: as hard to guess as a token. */
export function newRpcSessionId(): string {
  return randomText(26, alphanumerics);
}

/** Id of the HTTP session behind a connection (`finalUserId`). */
export function newFinalUserId(): string {
  return randomText(16, alphanumerics);
}

/** `str_CAM_NhxL_con_…`: clients and servers recover the owner from the text after the last `con_`. */
export function newStreamId(connectionId: string, typeOfVideo: string | undefined): string {
  const source = (typeOfVideo ?? 'MIC').slice(0, 3).toUpperCase();
  return `str_${source}_${capitalized(4)}_${connectionId}`;
}

function capitalized(length: number): string {
  return randomText(1, upperCase) + randomText(length - 1, alphanumerics);
}

function randomText(length: number, characters: string): string {
  return Array.from({ length }, () => characters[randomInt(characters.length)]).join('');
}
