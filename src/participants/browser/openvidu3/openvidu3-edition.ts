import type { RoomOptions } from 'livekit-client';
import { LoadError } from '../../../model/errors.js';
import { isLoopback } from '../../../model/loopback.js';
import { trackNameOf } from '../../../model/track-name.js';
import { LivekitSignalling } from '../app/livekit-signalling.js';
import { captureOf } from '../capture.js';
import type { PageEdition } from '../page-edition.js';
import { bindingName } from '../page-messages.js';
import { connectRoom } from './page/connect-room.js';
import { leaveRoom } from './page/leave-room.js';
import { prepareRoom } from './page/prepare-room.js';
import { publishTracks } from './page/publish-tracks.js';

/**
 * Streams that can be compared with those of OpenVidu 2 and of native participants: one layer, VP8 without a limit of the SDK's, and
 * Opus that sends all the time, with Chromium's own bitrate. Publishing has a peer connection of its own, so that `publishTime`
 * includes its ICE and DTLS.
 */
const roomOptions: Partial<RoomOptions> = {
  adaptiveStream: false,
  dynacast: false,
  singlePeerConnection: false,
  publishDefaults: {
    simulcast: false,
    videoCodec: 'vp8',
    backupCodec: false,
    red: false,
    dtx: false,
    audioPreset: { maxBitrate: 32_000 },
  },
};

/** OpenVidu 3, through livekit-client. Its tokens are plain JWTs, so that the address has to be given. */
export function openvidu3Edition(url: string): PageEdition {
  const signalling = signallingOf(url);
  return {
    refusals: {},
    contextOf({ token, role }) {
      if (!/^[\w-]+\.[\w-]+\.[\w-]+$/.test(token))
        throw new LoadError(
          'JOIN_REFUSED',
          `The token of participant ${role.index} is not one of OpenVidu 3, which is a JWT of three parts; use one that createToken() returned.`,
        );
      return { participant: role.index, host: new URL(signalling).host, token };
    },
    signalling: (listener) => new LivekitSignalling(listener),
    prepare: (page, options) =>
      page.run(prepareRoom, {
        binding: bindingName,
        room: roomOptions,
        receivesFrom: Object.fromEntries(options.role.receivesFrom.map((from) => [trackNameOf(from), from])),
        ...captureOf(options),
      }),
    connect: (page, { token, joinTimeoutMs }) =>
      page.run(connectRoom, {
        url: signalling,
        token,
        connect: {
          autoSubscribe: false,
          // One try, within the limit of the join: a second one that succeeds would hide the first.
          maxRetries: 0,
          websocketTimeout: joinTimeoutMs,
          peerConnectionTimeout: joinTimeoutMs,
          // LiveKit names public STUN servers where it has none of its own.
          ...(isLoopback(signalling) ? { rtcConfig: { iceServers: [] } } : {}),
        },
      }),
    publish: (page, { role }) => page.run(publishTracks, trackNameOf(role.index)),
    async leave(page) {
      await page.run(leaveRoom, undefined);
      await page.socketsClosed();
    },
  };
}

function signallingOf(url: string): string {
  if (!URL.canParse(url) || !/^(https?|wss?):$/.test(new URL(url).protocol))
    throw new LoadError(
      'INVALID_URL',
      `The address of OpenVidu 3 is "${url}", from which no signalling address can be made; give one that begins with https:// or wss://.`,
    );
  return url.replace(/^http/i, 'ws');
}
