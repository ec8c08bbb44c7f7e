import { Audio, PeerConnection, type Track, Video } from 'node-datachannel';
import { isRtcp, rtpFixedHeaderLength, writeRtpHeader } from '../../src/wire/rtp.js';
import { packetizeVp8 } from '../../src/wire/vp8.js';
import { answerQuestions } from './child.js';

/** 60 video packets of about 1 kB and 50 audio packets of 80 bytes per second: about 525 kbps. */
const framesPerSecond = 30;
const frameBytes = 2000;
const audioPacketsPerSecond = 50;
const audioBytes = 80;

const peers = new Map<string, PeerConnection>();
const tracks: Track[] = [];
const publishers: { audio: Track; video: Track; ssrc: number }[] = [];
let received = 0;

async function offer(id: string, ssrc?: number): Promise<string> {
  const peer = new PeerConnection(id, {
    iceServers: [],
    bindAddress: '127.0.0.1',
    disableAutoNegotiation: true,
  });
  peers.set(id, peer);
  const direction = ssrc === undefined ? 'RecvOnly' : 'SendOnly';
  const audio = new Audio('0', direction);
  audio.addOpusCodec(111);
  const video = new Video('1', direction);
  video.addVP8Codec(96);
  if (ssrc !== undefined) {
    audio.addSSRC(ssrc, id, id, 'audio');
    video.addSSRC(ssrc + 1, id, id, 'video');
  }
  const added = { audio: peer.addTrack(audio), video: peer.addTrack(video) };
  for (const track of Object.values(added)) {
    track.onClosed(() => {});
    tracks.push(track);
    if (ssrc === undefined)
      track.onMessage((bytes) => {
        if (!isRtcp(bytes)) received++;
      });
  }
  if (ssrc !== undefined) publishers.push({ ...added, ssrc });
  const gathered = new Promise<void>((resolve) => {
    peer.onGatheringStateChange((state) => {
      if (state === 'complete') resolve();
    });
  });
  peer.setLocalDescription('offer');
  await gathered;
  return peer.localDescription()!.sdp;
}

function isOpen(): boolean {
  return tracks.every((track) => track.isOpen());
}

/** Sends what is due, each publisher at its own offset, on one clock so that lateness does not add up. */
function send(): void {
  const startedAt = performance.now();
  const frame = Buffer.alloc(frameBytes);
  frame.set([0x10, 0, 0, 0x9d, 0x01, 0x2a, 0x80, 0x02, 0x68, 0x01]);
  const audioPacket = Buffer.alloc(rtpFixedHeaderLength + audioBytes);
  const states = publishers.map((publisher, index) => ({
    ...publisher,
    offsetMs: (index * 1000) / framesPerSecond / publishers.length,
    frames: 0,
    packets: 0,
    audioPackets: 0,
  }));
  setInterval(() => {
    const elapsed = performance.now() - startedAt;
    for (const state of states) {
      while (state.frames < ((elapsed - state.offsetMs) * framesPerSecond) / 1000) sendFrame(state, frame);
      while (state.audioPackets < ((elapsed - state.offsetMs) * audioPacketsPerSecond) / 1000)
        sendAudio(state, audioPacket);
    }
  }, 2);
}

interface SendState {
  readonly audio: Track;
  readonly video: Track;
  readonly ssrc: number;
  frames: number;
  packets: number;
  audioPackets: number;
}

function sendFrame(state: SendState, frame: Buffer): void {
  const payloads = packetizeVp8(frame, state.frames & 0x7fff);
  for (const [index, payload] of payloads.entries()) {
    const packet = Buffer.alloc(rtpFixedHeaderLength + payload.length);
    writeRtpHeader(packet, {
      payloadType: 96,
      marker: index === payloads.length - 1,
      sequenceNumber: state.packets++ & 0xffff,
      timestamp: (state.frames * 90_000) / framesPerSecond,
      ssrc: state.ssrc + 1,
    });
    packet.set(payload, rtpFixedHeaderLength);
    state.video.sendMessageBinary(packet);
  }
  state.frames++;
}

function sendAudio(state: SendState, packet: Buffer): void {
  writeRtpHeader(packet, {
    payloadType: 111,
    marker: false,
    sequenceNumber: state.audioPackets & 0xffff,
    timestamp: (state.audioPackets * 48_000) / audioPacketsPerSecond,
    ssrc: state.ssrc,
  });
  state.audio.sendMessageBinary(packet);
  state.audioPackets++;
}

answerQuestions(async (question) => {
  switch (question.type) {
    case 'offer-stream':
      return { sdp: await offer(question.streamId, 1000 * (publishers.length + 1)) };
    case 'offer-leg':
      return { sdp: await offer(question.legId) };
    case 'accept':
      peers.get(question.peerId)!.setRemoteDescription(question.answer, 'answer');
      return {};
    case 'start':
      while (!isOpen()) await new Promise((resolve) => setTimeout(resolve, 50));
      send();
      return {};
    case 'figures': {
      const { user, system } = process.cpuUsage();
      return { figures: { cpuMicros: user + system, atMs: performance.now(), packets: received, dropped: 0 } };
    }
    default:
      throw new Error(`The peers were asked ${question.type}.`);
  }
});
