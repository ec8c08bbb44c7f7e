/** The two kinds of deployment: OpenVidu 2 (Kurento or mediasoup behind a Java server) and OpenVidu 3 (LiveKit). */
export const editions = ['openvidu2', 'openvidu3'] as const;
export type Edition = (typeof editions)[number];

/** What a deployment asks for before it lets anyone open sessions. Never logged. */
export type Credentials =
  | { readonly edition: 'openvidu2'; readonly secret: string }
  | { readonly edition: 'openvidu3'; readonly apiKey: string; readonly apiSecret: string };
