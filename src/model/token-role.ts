/** What the owner of a token may do, as OpenVidu 2 names it. */
export type TokenRole = 'SUBSCRIBER' | 'PUBLISHER' | 'MODERATOR';
