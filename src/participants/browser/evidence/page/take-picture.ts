import '../../page/breakout-box.js';

export interface PictureOptions {
  /** Index of the publisher. */
  readonly from: number;
  readonly limitMs: number;
  /** Pixels. */
  readonly widest: number;
  /** 0 to 1. */
  readonly quality: number;
}

/**
 * Runs in the participant page: the next picture that comes from a publisher, as base64 of a JPEG; undefined if none comes in time.
 * Self-contained, because the browser gets its source text only.
 */
export async function takePicture({ from, limitMs, widest, quality }: PictureOptions): Promise<string | undefined> {
  const collector = window.playwrightOpenviduCollector;
  const receivesIt = (connection: RTCPeerConnection, { id, kind }: MediaStreamTrack) => {
    const name = collector?.nameOfTrack?.(id) ?? collector?.nameOf?.(connection);
    return kind === 'video' && name !== undefined && 'from' in name && name.from === from;
  };
  const tracks = [...(collector?.peers.keys() ?? [])].flatMap((connection) =>
    connection.getReceivers().flatMap(({ track }) => (receivesIt(connection, track) ? [track] : [])),
  );
  const received = tracks.at(-1);
  if (!received) return undefined;

  const track = received.clone();
  const { readable } = new MediaStreamTrackProcessor({ track });
  const reader = (readable as ReadableStream<VideoFrame>).getReader();
  const timer = setTimeout(() => void reader.cancel(), limitMs);
  try {
    const { value: frame } = await reader.read();
    if (!frame) return undefined;
    const width = Math.min(widest, frame.displayWidth);
    const canvas = new OffscreenCanvas(width, Math.round((width * frame.displayHeight) / frame.displayWidth));
    canvas.getContext('2d')?.drawImage(frame, 0, 0, canvas.width, canvas.height);
    frame.close();
    const jpeg = await canvas.convertToBlob({ type: 'image/jpeg', quality });
    return btoa(String.fromCharCode(...new Uint8Array(await jpeg.arrayBuffer())));
  } finally {
    clearTimeout(timer);
    track.stop();
  }
}
