import type { Page } from '@playwright/test';

declare global {
  interface Window {
    sender: RTCPeerConnection;
    receiver: RTCPeerConnection;
  }
}

/** Connects two peer connections of one page: fake camera and microphone from `window.sender` to `window.receiver`. */
export async function connectLoopback(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const media = await navigator.mediaDevices.getUserMedia({ audio: true, video: { width: 640, height: 480 } });
    window.sender = new RTCPeerConnection();
    window.receiver = new RTCPeerConnection();
    const { sender, receiver } = window;
    sender.addEventListener('icecandidate', ({ candidate }) => candidate && receiver.addIceCandidate(candidate));
    receiver.addEventListener('icecandidate', ({ candidate }) => candidate && sender.addIceCandidate(candidate));
    for (const track of media.getTracks()) sender.addTrack(track, media);
    await sender.setLocalDescription();
    await receiver.setRemoteDescription(sender.localDescription!);
    await receiver.setLocalDescription();
    await sender.setRemoteDescription(receiver.localDescription!);
  });
}
