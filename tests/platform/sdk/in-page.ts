import type { Publisher, Stream, Subscriber } from 'openvidu-browser';

/** What a test does with the SDK in a page. Names stand for connections: the client data that they joined with. */
export interface SdkInPage {
  /** All that the SDK said so far: one line per event. */
  readonly events: string[];
  join(token: string, name: string): Promise<string>;
  /** A new publisher, whose stream id is returned. */
  publish(): Promise<string>;
  unpublish(): Promise<void>;
  /** The publisher that was unpublished once more. */
  republish(): Promise<string>;
  publishVideo(on: boolean): Promise<void>;
  publishAudio(on: boolean): Promise<void>;
  signal(to: readonly string[], type: string, data: string): Promise<void>;
  forceUnpublish(name: string): Promise<void>;
  forceDisconnect(name: string): Promise<void>;
  unsubscribe(name: string): Promise<void>;
  subscribe(name: string): void;
  /** Frames decoded of the stream that is subscribed to now. */
  framesDecoded(name: string): Promise<number>;
  /** User name of ICE on our side of that stream: a new one for every peer connection. */
  iceUser(name: string): string;
  leave(): void;
}

declare global {
  interface Window {
    sdk: SdkInPage;
  }
}

/** Runs in a page that has loaded openvidu-browser. Self-contained, because the browser gets its source text only. */
export function installSdk({ repairMedia }: { readonly repairMedia: boolean }): void {
  const openvidu = new window.OpenVidu();
  openvidu.enableProdMode();
  openvidu.setAdvancedConfiguration({
    rtcConfiguration: { iceServers: [] },
    forceMediaReconnectionAfterNetworkDrop: repairMedia,
  });
  const session = openvidu.initSession();
  const events: string[] = [];
  const streams = new Map<string, Stream>();
  const subscribers = new Map<string, Subscriber>();
  let publisher: Publisher | undefined;

  const nameOf = (connection: { data?: string } | undefined) =>
    connection ? String(connection.data).split('%/%')[0] : '-';
  const watch = (stream: Stream) => {
    const name = nameOf(stream.connection)!;
    streams.set(name, stream);
    subscribers.set(name, session.subscribe(stream, undefined));
  };
  session.on('connectionCreated', ({ connection }) => events.push(`connectionCreated ${nameOf(connection)}`));
  session.on('connectionDestroyed', ({ connection, reason }) =>
    events.push(`connectionDestroyed ${nameOf(connection)} ${reason}`),
  );
  session.on('streamCreated', ({ stream }) => {
    events.push(`streamCreated ${nameOf(stream.connection)}`);
    watch(stream);
  });
  session.on('streamDestroyed', ({ stream, reason }) => {
    events.push(`streamDestroyed ${nameOf(stream.connection)} ${reason}`);
    streams.delete(nameOf(stream.connection)!);
    subscribers.delete(nameOf(stream.connection)!);
  });
  session.on('streamPropertyChanged', ({ stream, changedProperty, newValue, reason }) =>
    events.push(`streamPropertyChanged ${nameOf(stream.connection)} ${changedProperty} ${newValue} ${reason}`),
  );
  session.on('signal', ({ type, data, from }) => events.push(`${type} ${data} from ${nameOf(from)}`));
  session.on('sessionDisconnected', ({ reason }) => events.push(`sessionDisconnected ${reason}`));
  session.on('reconnecting', () => events.push('reconnecting'));
  session.on('reconnected', () => events.push('reconnected'));
  session.on('exception', ({ name }) => events.push(`exception ${name}`));

  const connectionOf = (name: string) => {
    const connection = [...session.remoteConnections.values()].find((remote) => nameOf(remote) === name);
    if (!connection) throw new Error(`${name} is not there`);
    return connection;
  };
  window.sdk = {
    events,
    async join(token, name) {
      await session.connect(token, name);
      return session.connection.connectionId;
    },
    async publish() {
      publisher = await openvidu.initPublisherAsync(undefined, { resolution: '320x240', frameRate: 30 });
      publisher.on('streamCreated', () => events.push('own streamCreated'));
      publisher.on('streamDestroyed', (event) => {
        event.preventDefault();
        events.push(`own streamDestroyed ${event.reason}`);
      });
      await session.publish(publisher);
      return publisher.stream.streamId;
    },
    unpublish: () => session.unpublish(publisher!),
    async republish() {
      await session.publish(publisher!);
      return publisher!.stream.streamId;
    },
    publishVideo: async (on) => void (await publisher!.publishVideo(on)),
    publishAudio: async (on) => publisher!.publishAudio(on),
    signal: (to, type, data) => session.signal({ to: to.map(connectionOf), type, data }),
    forceUnpublish: (name) => session.forceUnpublish(streams.get(name)!),
    forceDisconnect: (name) => session.forceDisconnect(connectionOf(name)),
    async unsubscribe(name) {
      await session.unsubscribe(subscribers.get(name)!);
      subscribers.delete(name);
    },
    subscribe: (name) => watch(streams.get(name)!),
    async framesDecoded(name) {
      const stream = subscribers.get(name)?.stream;
      if (!stream?.getWebRtcPeer()) return 0;
      const report = await stream.getRTCPeerConnection().getStats();
      return [...report.values()].reduce((frames, stat) => frames + (stat.framesDecoded ?? 0), 0);
    },
    iceUser(name) {
      const { localDescription } = subscribers.get(name)!.stream.getRTCPeerConnection();
      return /ice-ufrag:(\S+)/.exec(localDescription!.sdp)![1]!;
    },
    leave: () => session.disconnect(),
  };
}
